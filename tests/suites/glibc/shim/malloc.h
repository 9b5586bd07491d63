/* SPDX-License-Identifier: MIT */
#include_next <malloc.h>
/* The test driver calls mallopt if the program has it. */
#ifndef M_PERTURB
#define M_PERTURB -6
int mallopt(int, int);
#endif
