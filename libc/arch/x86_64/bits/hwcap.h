/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/hwcap.h> for this architecture lacks. */
#include_next <bits/hwcap.h>

#define HWCAP2_RING3MWAIT (1UL << 0)
#define HWCAP2_FSGSBASE   (1UL << 1)
