/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with the kernel's. */
#ifndef _NACRE_SYS_PERSONALITY_H
#define _NACRE_SYS_PERSONALITY_H

/* <linux/personality.h> declares the names as enumerators, and musl defines them as macros. Include the
 * kernel's header first, so that the macros do not change its enumerators. */
#include <linux/personality.h>
#include_next <sys/personality.h>

#endif
