/* SPDX-License-Identifier: MIT */
/* Adds extensions of glibc that musl's header lacks. nftw(3) describes them. */
#ifndef _NACRE_FTW_H
#define _NACRE_FTW_H

#include_next <ftw.h>

#ifdef _GNU_SOURCE
/* A flag of nftw: the result of the callback controls the walk. */
#define FTW_ACTIONRETVAL 16
#define FTW_CONTINUE 0
#define FTW_STOP 1
#define FTW_SKIP_SUBTREE 2 /* do not enter this directory */
#define FTW_SKIP_SIBLINGS 3 /* skip the remaining files in the same directory */
#endif

#endif
