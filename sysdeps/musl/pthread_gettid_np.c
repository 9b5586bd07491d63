/* SPDX-License-Identifier: MIT
 * pid_t pthread_gettid_np(pthread_t thread)
 *
 * The kernel's number of a thread. It may be another's as soon as the thread has ended.
 *
 * Returns  the number, or -1 where it has ended
 * Safety   MT-Safe, AS-Safe, AC-Safe. errno is unchanged.
 * Source   pthread_gettid_np of glibc 2.42 */
#include "pthread_impl.h"

pid_t pthread_gettid_np(pthread_t thread)
{
	int number = *(volatile int *)&thread->tid;
	return number ? number : -1;
}
