/* SPDX-License-Identifier: MIT */
#include_next <bits/mman.h>

#define MAP_ABOVE4G 0x80
