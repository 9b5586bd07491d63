/* SPDX-License-Identifier: MIT
 * int pthread_sigqueue(pthread_t thread, int signal, union sigval value)
 *
 * Sends a signal with a value to a thread of this process.
 *
 * thread   a thread that can still be joined, or a detached thread that is still running
 * Returns  0, or EINVAL (not a signal number, or reserved for the libc), EAGAIN (too many signals are queued),
 *          ESRCH (the thread has ended)
 * Safety   MT-Safe, AS-Safe, AC-Safe. errno is unchanged.
 * Kernels  since Linux 2.6.31
 * Source   pthread_sigqueue(3) */
#include <string.h>
#include <unistd.h>

#include "lock.h"
#include "pthread_impl.h"
#include "syscall.h"

/* musl reserves three real-time signals. */
static int is_reserved(int signal)
{
	return signal == SIGTIMER || signal == SIGCANCEL || signal == SIGSYNCCALL;
}

int pthread_sigqueue(pthread_t thread, int signal, union sigval value)
{
	siginfo_t info;
	sigset_t signals;
	int error = ESRCH;
	if (is_reserved(signal)) return EINVAL;
	memset(&info, 0, sizeof info);
	info.si_signo = signal;
	info.si_code = SI_QUEUE;
	info.si_pid = getpid();
	info.si_uid = getuid();
	info.si_value = value;
	/* While the lock is held, the thread cannot end, and its ID is not reused. */
	__block_all_sigs(&signals);
	LOCK(thread->killlock);
	if (thread->tid) error = -__syscall(SYS_rt_tgsigqueueinfo, info.si_pid, thread->tid, signal, &info);
	UNLOCK(thread->killlock);
	__restore_sigs(&signals);
	return error;
}
