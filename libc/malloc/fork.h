/* SPDX-License-Identifier: MIT
 * Keeps the allocator usable in the child of a process with several threads. fork calls __malloc_atfork:
 *   who < 0    before the fork: takes all locks, so no other thread is in a critical section
 *   who == 0   in the parent: releases the locks
 *   who > 0    in the child: initializes the locks again
 * Free memory of the other threads is lost in the child. Their blocks can still be used and freed. */
#pragma once
/* If mimalloc takes several of them, it takes them in this order. */
static mi_lock_t *const fork_locks[] = {
	&subprocs_lock,
	&subproc_main.heaps_lock,
	&heap_main.theaps_lock,
	&nacre_abandoned_lock,
	&subproc_main.arena_reserve_lock,
	&heap_main.arena_pages_lock,
	&heap_main.os_abandoned_pages_lock,
	&mi_page_map_lock,
};

void __malloc_atfork(int who)
{
	/* The first allocation initializes the allocator. Another thread must not be in the middle of this. */
	if (who < 0) mi_process_init();
	for (size_t i = 0; i < sizeof fork_locks / sizeof *fork_locks; i++) {
		if (who < 0) mi_lock_acquire(fork_locks[i]);
		else if (who == 0) mi_lock_release(fork_locks[i]);
		else mi_lock_init(fork_locks[i]);
	}
	if (who > 0) {
		mi_atomic_store_release(&nacre_purge_guard, (uintptr_t)0);
		mi_atomic_store_release(&nacre_much_free_guard, (uintptr_t)0);
	}
}
