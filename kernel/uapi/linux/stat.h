/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks STATX_DIO_READ_ALIGN: before Linux 6.16. */
#ifndef NACRE_LINUX_STAT_H
#define NACRE_LINUX_STAT_H

#include_next <linux/stat.h>

#define STATX_MNT_ID_UNIQUE     0x4000U
#define STATX_SUBVOL            0x8000U
#define STATX_WRITE_ATOMIC      0x10000U
#define STATX_DIO_READ_ALIGN    0x20000U
#define STATX_ATTR_WRITE_ATOMIC 0x400000

#endif
