/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with the kernel's. */
#ifndef _NACRE_SYS_MEMBARRIER_H
#define _NACRE_SYS_MEMBARRIER_H

/* <linux/membarrier.h> declares the names as enumerators, and musl defines them as macros. Include the
 * kernel's header first, so that the macros do not change its enumerators. */
#include <linux/membarrier.h>
#include_next <sys/membarrier.h>

#endif
