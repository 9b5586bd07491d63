/* SPDX-License-Identifier: MIT
 * Builds mimalloc as the allocator of the libc: one object, whose only global functions are those of interface.h.
 * docs/malloc.md describes the parts. */
#include <mimalloc_port.h>

#include "mimalloc.h"
#include "mimalloc/internal.h"

#include "options.h"
/* The order is that of mimalloc's static.c. */
#include "alloc.c"
#include "alloc-aligned.c"
#include "arena.c"
#include "arena-meta.c"
#include "bitmap.c"
#include "heap.c"
#include "init.c"
#include "libc.c"
#include "os.c"
#include "page-map.c"
#include "page.c"
#include "random.c"
#include "stats.c"
#include "theap.c"

#include <mimalloc_system.h>

#include "purge.h"
#include "grow.h"
#include "interface.h"
#include "fork.h"
