/* SPDX-License-Identifier: MIT */
#ifndef NACRE_SYS_MMAN_H
#define NACRE_SYS_MMAN_H

#include_next <sys/mman.h>

/* A map type of its own, beside MAP_SHARED and MAP_PRIVATE: Linux 6.11. */
#ifndef MAP_DROPPABLE
#define MAP_DROPPABLE 0x08
#endif

#endif
