/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/mman.h>

#ifdef _GNU_SOURCE
#define PKEY_DISABLE_EXECUTE 0x4
#define PKEY_ACCESS_MASK (PKEY_DISABLE_ACCESS | PKEY_DISABLE_WRITE | PKEY_DISABLE_EXECUTE)
#endif
