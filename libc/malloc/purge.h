/* SPDX-License-Identifier: MIT
 * Returns memory to the kernel while a program frees much of it. Without this, mimalloc returns memory only in later
 * allocations, and a program that is idle makes none. */
#pragma once

enum {
	MUCH_IS_FREE = 64 * 1024 * 1024,
	/* A program that has allocated this many bytes since the last purge uses free memory again. It would pay for each
	 * purge with page faults. So the next purge must be PURGE_DELAY milliseconds after the last one, unless
	 * VERY_MUCH_IS_FREE. At most about this many bytes stay with an idle program. */
	MUCH_IS_ALLOCATED = MUCH_IS_FREE / 2,
	PURGE_DELAY = 100,
	VERY_MUCH_IS_FREE = 4 * MUCH_IS_FREE,
};

/* Since the last purge: slices that were freed and not allocated again, and slices that were allocated. */
static _Atomic(size_t) free_slices, allocated_slices;
static _Atomic(int64_t) last_purge; /* milliseconds */
static mi_atomic_guard_t nacre_much_free_guard;

/* Subtracts `count` from free_slices, which does not become negative. Part of the memory was never free. */
static void subtract_free(size_t count)
{
	size_t now = mi_atomic_load_relaxed(&free_slices);
	while (now != 0 && !mi_atomic_cas_weak_relaxed(&free_slices, &now, now > count ? now - count : 0)) {}
}

/* mimalloc calls this function when it has allocated a part of an arena (patch 0005). */
static void nacre_slices_allocated(size_t slice_count)
{
	mi_atomic_add_relaxed(&allocated_slices, slice_count);
	subtract_free(slice_count);
}

/* mimalloc calls this function when it has freed a part of an arena (patch 0005). */
static void nacre_slices_freed(mi_subproc_t *subproc, size_t slice_count)
{
	const size_t free = mi_size_of_slices(mi_atomic_add_relaxed(&free_slices, slice_count) + slice_count);
	if (free < MUCH_IS_FREE) return;
	const int64_t now = _mi_clock_now();
	if (free < VERY_MUCH_IS_FREE && mi_size_of_slices(mi_atomic_load_relaxed(&allocated_slices)) >= MUCH_IS_ALLOCATED &&
	    now < mi_atomic_loadi64_relaxed(&last_purge) + PURGE_DELAY)
		return;
	/* Another thread may purge already, or this thread may be in its own purge, which frees the spare page. */
	mi_atomic_guard(&nacre_much_free_guard)
	{
		const size_t purged = mi_atomic_load_relaxed(&free_slices);
		mi_atomic_storei64_relaxed(&last_purge, now);
		mi_atomic_store_relaxed(&allocated_slices, (size_t)0);
		mi_arenas_try_purge(true /* also what was just freed */, true /* in each arena */, subproc, 0);
		subtract_free(purged);
	}
}
