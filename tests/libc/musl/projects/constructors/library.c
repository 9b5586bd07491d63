/* SPDX-License-Identifier: MIT */
// A library that program.c opens. Its constructor stores its arguments. It has two destructors: the one with the higher
// number runs first and calls exit(4), after which the other one must still run.
#include <stdio.h>
#include <stdlib.h>

struct seen {
    int argc;
    char **argv, **envp;
} seen;

__attribute__((constructor)) static void construct(int argc, char **argv, char **envp) { seen = (struct seen){argc, argv, envp}; }
__attribute__((destructor(101))) static void last(void) { printf(" last"); }
__attribute__((destructor(102))) static void again(void)
{
    printf(" again");
    exit(4);
}
