/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_PERSONALITY_H
#define _NACRE_SYS_PERSONALITY_H

/* The kernel's header defines the names as enumerators. It must come before the macros of the same
 * names. */
#include <linux/personality.h>
#include_next <sys/personality.h>

#endif
