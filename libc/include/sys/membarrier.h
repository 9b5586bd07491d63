/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_MEMBARRIER_H
#define _NACRE_SYS_MEMBARRIER_H

/* The kernel's header defines the names as enumerators. It must come before the macros of the same
 * names. */
#include <linux/membarrier.h>
#include_next <sys/membarrier.h>

#endif
