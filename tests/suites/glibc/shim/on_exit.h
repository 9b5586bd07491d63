/* SPDX-License-Identifier: MIT */
/* Tests register a function that cleans up, with an argument. Each registers only one. */
#include <stdlib.h>
#ifndef __GLIBC__
static struct {
    void (*function)(int, void *);
    void *argument;
} nacre_at_exit;
static inline void nacre_call_at_exit(void) { nacre_at_exit.function(0, nacre_at_exit.argument); }
static inline int on_exit(void (*function)(int, void *), void *argument) {
    nacre_at_exit.function = function;
    nacre_at_exit.argument = argument;
    return atexit(nacre_call_at_exit);
}
#endif
