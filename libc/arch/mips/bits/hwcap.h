/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/hwcap.h>

#define HWCAP_LOONGSON_CPUCFG (1UL << 14)
