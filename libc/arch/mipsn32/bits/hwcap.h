/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/hwcap.h> for this architecture lacks. */
#include_next <bits/hwcap.h>

#define HWCAP_MIPS_MIPS16     (1UL << 3)
#define HWCAP_MIPS_MDMX       (1UL << 4)
#define HWCAP_MIPS_MIPS3D     (1UL << 5)
#define HWCAP_MIPS_SMARTMIPS  (1UL << 6)
#define HWCAP_MIPS_DSP        (1UL << 7)
#define HWCAP_MIPS_DSP2       (1UL << 8)
#define HWCAP_MIPS_DSP3       (1UL << 9)
#define HWCAP_MIPS_MIPS16E2   (1UL << 10)
#define HWCAP_LOONGSON_MMI    (1UL << 11)
#define HWCAP_LOONGSON_EXT    (1UL << 12)
#define HWCAP_LOONGSON_EXT2   (1UL << 13)
#define HWCAP_LOONGSON_CPUCFG (1UL << 14)
