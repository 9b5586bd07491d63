/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/mman.h>

#ifdef _GNU_SOURCE
#define PROT_SEM 0x10
#endif
