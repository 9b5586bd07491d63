/* SPDX-License-Identifier: MIT */
// The shared library of these tests. Its functions return 2 if their resolver ran when it may run, else 1.
int chosen(void);
int chosen_by_another_library(void);
int call_hidden(void);
int call_static(void);
int (*address_of_chosen(void))(void);
int (*address_of_hidden(void))(void);
int call_through_thread_local(void);
int call_through_constant(void);
int constructor_saw(void);

// A table that a program without position-independent code copies.
struct table {
    long before;
    int (*function)(void);
    long after;
};
extern struct table table;
// Set by a resolver, and copied too.
extern int resolver_calls;
