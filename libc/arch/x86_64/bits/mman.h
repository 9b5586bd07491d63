/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/mman.h> for this architecture lacks. */
#include_next <bits/mman.h>

#define MAP_ABOVE4G 0x80
