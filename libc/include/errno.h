/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_ERRNO_H
#define _NACRE_ERRNO_H

#include_next <errno.h>

/* MIPS has a different number. */
#ifndef EFTYPE
#define EFTYPE 134
#endif

/* Errors that filesystems report for damaged data. */
#define EFSBADCRC EBADMSG
#define EFSCORRUPTED EUCLEAN

#endif
