/* SPDX-License-Identifier: MIT */
// What glibc has beside musl's <ftw.h>.
#ifndef _NACRE_FTW_H
#define _NACRE_FTW_H

#include_next <ftw.h>

#ifdef _GNU_SOURCE
// A flag of nftw: what its callback returns says how the walk goes on.
#define FTW_ACTIONRETVAL 16
enum {
	FTW_CONTINUE = 0,
	FTW_STOP = 1,
	FTW_SKIP_SUBTREE = 2, /* do not report what is below this directory */
	FTW_SKIP_SIBLINGS = 3, /* do not report what is left of this file's directory */
};
#define FTW_CONTINUE FTW_CONTINUE
#define FTW_STOP FTW_STOP
#define FTW_SKIP_SUBTREE FTW_SKIP_SUBTREE
#define FTW_SKIP_SIBLINGS FTW_SKIP_SIBLINGS
#endif

#endif
