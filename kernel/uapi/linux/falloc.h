/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks FALLOC_FL_WRITE_ZEROES: before Linux 6.17. */
#ifndef NACRE_LINUX_FALLOC_H
#define NACRE_LINUX_FALLOC_H

#include_next <linux/falloc.h>

#define FALLOC_FL_ALLOCATE_RANGE 0x0
#define FALLOC_FL_WRITE_ZEROES   0x80

#endif
