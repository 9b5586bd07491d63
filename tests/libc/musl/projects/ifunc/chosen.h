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
// Returns 10 * chosen() + static_chosen(), as called in the library's constructor. 22 is right.
int constructor_saw(void);

// A program without position-independent code has its own copy of this table (copy relocation). In the copy too,
// `function` must be the chosen function.
struct table {
    long before;
    int (*function)(void);
    long after;
};
extern struct table table;
// The number of calls of resolve() in chosen.c. A program without position-independent code has a copy of it too.
extern int resolver_calls;
