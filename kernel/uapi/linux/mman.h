/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks MAP_DROPPABLE: before Linux 6.11. */
#ifndef NACRE_LINUX_MMAN_H
#define NACRE_LINUX_MMAN_H

#include_next <linux/mman.h>

#define MAP_DROPPABLE 0x08

#endif
