/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/hwcap.h> for this architecture lacks. */
#include_next <bits/hwcap.h>

#define HWCAP_FPHP      (1UL << 22)
#define HWCAP_ASIMDHP   (1UL << 23)
#define HWCAP_ASIMDDP   (1UL << 24)
#define HWCAP_ASIMDFHM  (1UL << 25)
#define HWCAP_ASIMDBF16 (1UL << 26)
#define HWCAP_I8MM      (1UL << 27)

#define HWCAP2_SB       (1UL << 5)
#define HWCAP2_SSBS     (1UL << 6)
