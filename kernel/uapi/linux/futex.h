/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks FUTEX2_MPOL: before Linux 6.16. */
#ifndef NACRE_LINUX_FUTEX_H
#define NACRE_LINUX_FUTEX_H

#include_next <linux/futex.h>

#define FUTEX2_SIZE_U8   0x0
#define FUTEX2_SIZE_U16  0x1
#define FUTEX2_SIZE_U32  0x2
#define FUTEX2_SIZE_MASK 0x3
#define FUTEX2_SIZE_U64  0x3
#define FUTEX2_NUMA      0x4
#define FUTEX2_MPOL      0x8
#define FUTEX2_PRIVATE   FUTEX_PRIVATE_FLAG

#define FUTEX_NO_NODE (-1)

#endif
