/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/mman.h>

#define MAP_ABOVE4G 0x80
