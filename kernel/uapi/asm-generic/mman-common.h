/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks PKEY_UNRESTRICTED: before Linux 6.15. */
#ifndef NACRE_ASM_GENERIC_MMAN_COMMON_H
#define NACRE_ASM_GENERIC_MMAN_COMMON_H

#include_next <asm-generic/mman-common.h>

#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE  103

#define PKEY_UNRESTRICTED 0x0

#endif
