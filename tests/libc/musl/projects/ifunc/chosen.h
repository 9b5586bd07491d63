/* SPDX-License-Identifier: MIT */
// The functions of the shared library chosen.c. A function that returns int returns 2, or 1 if its resolver ran too
// early. The exception is constructor_saw().
int chosen(void);
int chosen_by_another_library(void);
int call_hidden(void);
int call_static(void);
int (*address_of_chosen(void))(void);
int (*address_of_hidden(void))(void);
int call_through_thread_local(void);
int call_through_constant(void);
// Returns two decimal digits: what two functions returned in the library's constructor. 22 is right.
int constructor_saw(void);

// A program without position-independent code has a copy of this table (copy relocation).
struct table {
    long before;
    int (*function)(void);
    long after;
};
extern struct table table;
// Counts the calls of a resolver. A program without position-independent code has a copy of it too.
extern int resolver_calls;
