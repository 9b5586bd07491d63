/* SPDX-License-Identifier: MIT
 * musl's own lock around a fork, which is taken with every signal blocked. */
#include "bridge.h"
#include "pthread_impl.h"
#include "lock.h"
#include "fork_impl.h"

void __nacre_hold_forks(void *signals)
{
	__block_all_sigs(signals);
	LOCK(__abort_lock);
}

void __nacre_release_forks(void *signals)
{
	UNLOCK(__abort_lock);
	__restore_sigs(signals);
}
