/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/mman.h> for this architecture lacks. */
#include_next <bits/mman.h>

#ifdef _GNU_SOURCE
#define PROT_SEM 0x10
#endif
