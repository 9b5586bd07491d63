/* SPDX-License-Identifier: MIT */
// A library on which the library chosen.c depends. A resolver chooses its function other_library(), which a resolver of
// chosen.c calls.
static int wrong(void) { return 1; }
static int right(void) { return 2; }
static volatile int two = 2;
static int (*resolve(void))(void) { return two == 2 ? right : wrong; }
int other_library(void) __attribute__((ifunc("resolve")));
