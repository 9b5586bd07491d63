/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with <linux/wait.h> and <linux/time.h>. */
#ifndef _NACRE_SYS_WAIT_H
#define _NACRE_SYS_WAIT_H

/* musl declares these names as enumerators of idtype_t. If <linux/wait.h> came first, they are macros, so
 * undefine them here, and restore them at the end of this file. */
#pragma push_macro("P_ALL")
#pragma push_macro("P_PID")
#pragma push_macro("P_PGID")
#pragma push_macro("P_PIDFD")
#undef P_ALL
#undef P_PID
#undef P_PGID
#undef P_PIDFD

#include <features.h>

/* Keep musl's <sys/wait.h> from including <sys/resource.h>, whose struct timeval conflicts with the one
 * in <linux/time.h>. */
#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
struct rusage;
#endif
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H
#include_next <sys/wait.h>
#undef _SYS_RESOURCE_H
#else
#include_next <sys/wait.h>
#endif

#pragma pop_macro("P_ALL")
#pragma pop_macro("P_PID")
#pragma pop_macro("P_PGID")
#pragma pop_macro("P_PIDFD")

#endif
