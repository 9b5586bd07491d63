/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with <linux/time.h>. */
#ifndef _NACRE_SYS_PARAM_H
#define _NACRE_SYS_PARAM_H

#include <features.h>

/* Keep musl's <sys/param.h> from including <sys/resource.h> in a strictly conforming program. Such a
 * program may include <linux/time.h>, and both headers define struct timeval. */
#if !defined(_GNU_SOURCE) && !defined(_BSD_SOURCE) && !defined(_SYS_RESOURCE_H)
#define _SYS_RESOURCE_H
#include_next <sys/param.h>
#undef _SYS_RESOURCE_H
#else
#include_next <sys/param.h>
#endif

#endif
