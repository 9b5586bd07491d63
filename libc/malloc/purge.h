/* SPDX-License-Identifier: MIT
 * Returns memory to the kernel while a program frees much of it. Without this, mimalloc returns memory only in later
 * allocations, and a program that is idle makes none. */
#pragma once

/* At most about this many bytes stay with an idle program. */
enum { MUCH_IS_FREE = 64 * 1024 * 1024 };

static _Atomic(size_t) freed_slices; /* since the last purge; blocks that were allocated again meanwhile count too */

/* mimalloc calls this function when it has freed a part of an arena (patch 0005). */
static void nacre_purge_if_much_is_free(mi_subproc_t *subproc, size_t slice_count)
{
	const size_t freed = mi_atomic_add_relaxed(&freed_slices, slice_count) + slice_count;
	if (mi_size_of_slices(freed) < MUCH_IS_FREE) return;
	mi_atomic_store_relaxed(&freed_slices, (size_t)0);
	mi_arenas_try_purge(true /* also what was just freed */, true /* in each arena */, subproc, 0);
}
