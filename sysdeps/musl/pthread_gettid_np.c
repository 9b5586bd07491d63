/* SPDX-License-Identifier: MIT
 * pid_t pthread_gettid_np(pthread_t thread)
 *
 * Returns the kernel's ID of a thread. The ID can be reused as soon as the thread has ended.
 *
 * thread   a thread that can still be joined, or a detached thread that is still running
 * Returns  the ID, or -1 if the thread has ended
 * Safety   MT-Safe, AS-Safe, AC-Safe. errno is unchanged.
 * Kernels  all
 * Source   pthread_gettid_np of glibc 2.42 */
#include "pthread_impl.h"

pid_t pthread_gettid_np(pthread_t thread)
{
	int number = *(volatile int *)&thread->tid;
	return number ? number : -1;
}
