/* SPDX-License-Identifier: MIT
 * The interface of dice.c. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* Returns a random number from 1 to `sides`. `sides` must be at least 1. */
unsigned dice_roll(unsigned sides);

/* Returns the source of the libc's random bytes, as nacre_random_describe names it: "vdso" or "syscall". */
const char *dice_path(void);

#ifdef __cplusplus
}
#endif
