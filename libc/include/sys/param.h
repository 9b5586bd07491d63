/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_PARAM_H
#define _NACRE_SYS_PARAM_H

#include <features.h>

/* A strictly conforming program does not get struct timeval from <sys/resource.h>, because
 * <linux/time.h> defines it too. */
#if !defined(_GNU_SOURCE) && !defined(_BSD_SOURCE) && !defined(_SYS_RESOURCE_H)
#define _SYS_RESOURCE_H
#include_next <sys/param.h>
#undef _SYS_RESOURCE_H
#else
#include_next <sys/param.h>
#endif

#endif
