/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_ERRNO_H
#define _NACRE_ERRNO_H

#include_next <errno.h>

/* MIPS has other numbers. */
#ifndef EFTYPE
#define EFTYPE 134
#endif

/* What filesystems answer of what is damaged. */
#define EFSBADCRC EBADMSG
#define EFSCORRUPTED EUCLEAN

#endif
