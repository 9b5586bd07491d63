/* SPDX-License-Identifier: MIT
 * musl's own lock around a fork, which is taken with every signal blocked. A program has it if it can fork or
 * spawn; one that cannot need not have it for what is held here, so the references are weak, and by names of
 * their own: musl's are hidden, and a hidden one that is nowhere is not null in a program that is moved. */
#include <signal.h>

#include "bridge.h"
#include "syscall.h"

extern volatile int abort_lock[1] __asm__("__abort_lock") __attribute__((__weak__));
extern void lock(volatile int *) __asm__("__lock") __attribute__((__weak__));
extern void unlock(volatile int *) __asm__("__unlock") __attribute__((__weak__));

void __nacre_hold_forks(void *signals)
{
	static const unsigned long long all[2] = {-1, -1}; /* MIPS has 128 signals */
	if (!abort_lock) return;
	__syscall(SYS_rt_sigprocmask, SIG_BLOCK, all, signals, _NSIG / 8);
	lock(abort_lock);
}

void __nacre_release_forks(void *signals)
{
	if (!abort_lock) return;
	unlock(abort_lock);
	__syscall(SYS_rt_sigprocmask, SIG_SETMASK, signals, 0, _NSIG / 8);
}
