/* SPDX-License-Identifier: MIT */
/* Tests of one folder find glibc's own <sys/timex.h> first, which does not work with another libc. */
#include <sys/timex.h>
#ifndef __GLIBC__
#define ntp_adjtime adjtimex
#endif
