/* SPDX-License-Identifier: MIT */
/* Adds error numbers that musl's header lacks. */
#ifndef _NACRE_ERRNO_H
#define _NACRE_ERRNO_H

#include_next <errno.h>

/* On MIPS, <bits/errno.h> defines another number. */
#ifndef EFTYPE
#define EFTYPE 134
#endif

/* Linux filesystems report these errors for damaged data. */
#define EFSBADCRC EBADMSG
#define EFSCORRUPTED EUCLEAN

#endif
