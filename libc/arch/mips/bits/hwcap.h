/* SPDX-License-Identifier: MIT */
#include_next <bits/hwcap.h>

#define HWCAP_LOONGSON_CPUCFG (1UL << 14)
