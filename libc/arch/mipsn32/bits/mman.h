/* SPDX-License-Identifier: MIT */
#include_next <bits/mman.h>

#ifdef _GNU_SOURCE
#define PROT_SEM 0x10
#endif
