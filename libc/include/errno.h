/* SPDX-License-Identifier: MIT */
/* Adds error numbers that musl's header lacks. */
#ifndef _NACRE_ERRNO_H
#define _NACRE_ERRNO_H

#include_next <errno.h>

/* On MIPS, EFTYPE is another number, and <bits/errno.h> (libc/arch/mips) defines it. */
#ifndef EFTYPE
#define EFTYPE 134
#endif

/* Linux filesystems report these errors for damaged data. */
#define EFSBADCRC EBADMSG
#define EFSCORRUPTED EUCLEAN

#endif
