/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/mman.h> for this architecture lacks. */
#include_next <bits/mman.h>

#ifdef _GNU_SOURCE
#define PKEY_DISABLE_EXECUTE 0x4
#define PKEY_ACCESS_MASK (PKEY_DISABLE_ACCESS | PKEY_DISABLE_WRITE | PKEY_DISABLE_EXECUTE)
#endif
