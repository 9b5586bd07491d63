/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_PERSONALITY_H
#define _NACRE_SYS_PERSONALITY_H

#include_next <sys/personality.h>

/* What a program that gains rights loses. */
#define PER_CLEAR_ON_SETID (READ_IMPLIES_EXEC | ADDR_NO_RANDOMIZE | ADDR_COMPAT_LAYOUT | MMAP_PAGE_ZERO)

#endif
