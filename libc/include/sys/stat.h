/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_STAT_H
#define _NACRE_SYS_STAT_H

#include_next <sys/stat.h>

#ifdef _GNU_SOURCE
#define STATX_DIO_READ_ALIGN 0x20000U
#endif

#endif
