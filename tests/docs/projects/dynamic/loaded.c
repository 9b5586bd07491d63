/* SPDX-License-Identifier: MIT
 * Dice that always fall the same: arc4random_uniform in the place of the libc's. */
#include <stdint.h>
#include <stdlib.h>

uint32_t arc4random_uniform(uint32_t bound) { return bound > 3 ? 3 : 0; }
