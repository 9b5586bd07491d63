/* SPDX-License-Identifier: MIT
 * int pthread_sigqueue(pthread_t thread, int signal, union sigval value)
 *
 * A signal to a thread of this process, with a value.
 *
 * Returns  0; EINVAL (no such signal, or one of the libc's own), EAGAIN (too many are queued), ESRCH (the
 *          thread has ended)
 * Safety   MT-Safe, AS-Safe, AC-Safe. errno is unchanged.
 * Source   pthread_sigqueue(3) */
#include <string.h>
#include <unistd.h>

#include "lock.h"
#include "pthread_impl.h"
#include "syscall.h"

/* musl keeps three real-time signals for itself. */
static int is_own(int signal)
{
	return signal == SIGTIMER || signal == SIGCANCEL || signal == SIGSYNCCALL;
}

int pthread_sigqueue(pthread_t thread, int signal, union sigval value)
{
	siginfo_t info;
	sigset_t signals;
	int error = ESRCH;
	if (is_own(signal)) return EINVAL;
	memset(&info, 0, sizeof info);
	info.si_signo = signal;
	info.si_code = SI_QUEUE;
	info.si_pid = getpid();
	info.si_uid = getuid();
	info.si_value = value;
	/* The thread keeps its number as long as it cannot end. */
	__block_all_sigs(&signals);
	LOCK(thread->killlock);
	if (thread->tid) error = -__syscall(SYS_rt_tgsigqueueinfo, info.si_pid, thread->tid, signal, &info);
	UNLOCK(thread->killlock);
	__restore_sigs(&signals);
	return error;
}
