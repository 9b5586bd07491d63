/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/hwcap.h> for this architecture lacks. */
#include_next <bits/hwcap.h>

#define COMPAT_HWCAP_ISA_A (1UL << 0)
#define COMPAT_HWCAP_ISA_C (1UL << 2)
#define COMPAT_HWCAP_ISA_D (1UL << 3)
#define COMPAT_HWCAP_ISA_F (1UL << 5)
#define COMPAT_HWCAP_ISA_I (1UL << 8)
#define COMPAT_HWCAP_ISA_M (1UL << 12)
#define COMPAT_HWCAP_ISA_V (1UL << 21)
