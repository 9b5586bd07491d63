/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks O_EMPTYPATH: before Linux 7. */
#ifndef NACRE_ASM_GENERIC_FCNTL_H
#define NACRE_ASM_GENERIC_FCNTL_H

#include_next <asm-generic/fcntl.h>

#define O_EMPTYPATH 0x4000000

#endif
