/* SPDX-License-Identifier: MIT */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* From 1 to `sides`, of which there are at least 1. */
unsigned dice_roll(unsigned sides);

/* How the libc says that it draws. */
const char *dice_path(void);

#ifdef __cplusplus
}
#endif
