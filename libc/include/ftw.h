/* SPDX-License-Identifier: MIT */
// What glibc has beside musl's <ftw.h>.
#ifndef _NACRE_FTW_H
#define _NACRE_FTW_H

#include_next <ftw.h>

#ifdef _GNU_SOURCE
// A flag of nftw: what its callback returns says how the walk goes on.
#define FTW_ACTIONRETVAL 16
#define FTW_CONTINUE 0
#define FTW_STOP 1
#define FTW_SKIP_SUBTREE 2 /* do not report what is below this directory */
#define FTW_SKIP_SIBLINGS 3 /* do not report what is left of this file's directory */
#endif

#endif
