/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/hwcap.h>

#define HWCAP2_RING3MWAIT (1UL << 0)
#define HWCAP2_FSGSBASE   (1UL << 1)
