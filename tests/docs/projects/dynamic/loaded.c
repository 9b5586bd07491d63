/* SPDX-License-Identifier: MIT
 * A library for LD_PRELOAD (docs/dynamic.md). Its arc4random_uniform replaces the libc's, so the program roll
 * (../source/roll.cpp) prints 4 for a die with four or more sides. */
#include <stdint.h>
#include <stdlib.h>

uint32_t arc4random_uniform(uint32_t bound) { return bound > 3 ? 3 : 0; }
