/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/hwcap.h> for this architecture lacks. */
#include_next <bits/hwcap.h>

#define HWCAP_LOONGARCH_LSPW   (1UL << 14)
#define HWCAP_LOONGARCH_SCQ    (1UL << 15)
#define HWCAP_LOONGARCH_LAM_BH (1UL << 16)
