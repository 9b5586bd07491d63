/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_SYS_UIO_H
#define _NACRE_SYS_UIO_H

#include_next <sys/uio.h>

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#define RWF_ATOMIC    0x40
#define RWF_DONTCACHE 0x80
#define RWF_NOSIGNAL  0x100
#endif

#endif
