/* SPDX-License-Identifier: MIT */
/* Tests set the number of arenas, which only some allocators have. */
#include <malloc.h>
#ifndef M_ARENA_MAX
#define M_ARENA_MAX -8
#define mallopt(parameter, value) 1
#endif
