/* SPDX-License-Identifier: MIT
 * Functions for programs that enter a sandbox, that are checkpointed and restored, or that report how
 * they get random bytes. Other programs do not need them. nacre_random(7) explains how nacre generates
 * random bytes, and describes the environment variable NACRE_RANDOM. */
#ifndef _NACRE_RANDOM_H
#define _NACRE_RANDOM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Allocates states before the program enters a sandbox. A state is the memory in which the vDSO's
 * getrandom function works; each thread that calls getrandom() needs one. Afterwards, getrandom() calls
 * make no mmap call in this thread and in `threads` others. They may still make the getrandom system
 * call. See nacre_random_prepare(3).
 *
 * threads  number of other threads that exist at the same time and have not called getrandom() yet
 * Returns  0, or -1 with errno:
 *          ENOTSUP  in this process, or in some of these threads, each getrandom() call is a system call
 *          ENOMEM   not enough memory for the states, or `threads` is above the limit of the kernel
 *          EAGAIN   another thread is mapping states, or the kernel's generator is not ready: try again.
 *                   Permanent in a thread that left a getrandom() call with siglongjmp.
 * Safety   MT-Safe, AS-Unsafe, AC-Unsafe. No cancellation point.
 * Kernels  before Linux 6.11: ENOTSUP.
 * Source   nacre */
int nacre_random_prepare(unsigned threads);

/* Discards the random bytes in the states of all threads. The next getrandom() call of each thread
 * reseeds its state. A process calls this function after it was checkpointed or restored, for instance
 * by CRIU. See nacre_random_discard(3).
 *
 * Returns  0, or -1 with errno of madvise if a sandbox refuses that call.
 * Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
 * Kernels  if all calls are system calls, as before Linux 6.11, it does nothing.
 * Source   nacre */
int nacre_random_discard(void);

struct nacre_random_report {
	/* How getrandom() gets random bytes: "vdso" or "syscall". */
	const char *path;
	/* Why some or all getrandom() calls are system calls, in English; "" if there is no such reason. */
	const char *reason;
	/* The ChaCha20 implementation that generates the output of long calls from a key: "avx512", "avx2",
	 * "sse2" or another name; "none" if there is no such implementation. */
	const char *backend;
	size_t backend_from;  /* length in bytes of the shortest call that uses the backend; 0 for none */
	size_t vdso_to;       /* length in bytes of the longest call whose output the vDSO generates directly;
	                       * 0 for none */
	size_t state_size;    /* size of one state in bytes; 0 without states */
	size_t page_size;     /* size of a page of memory in bytes */
	size_t states;        /* number of states for which memory is mapped */
	size_t states_in_use; /* number of these states that belong to living threads */
};

/* Reports how the calling thread gets random bytes. It queries the kernel and the processor, and maps no
 * memory. The strings are constants. See nacre_random_describe(3).
 *
 * report   where the first `size` bytes of the report are stored
 * size     sizeof *report
 * Returns  0, or -1 with errno EINVAL if `size` is above the size that this library knows.
 * Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
 * Kernels  all; `path` is "syscall" where the vDSO has no getrandom function.
 * Source   nacre */
int nacre_random_describe(struct nacre_random_report *report, size_t size);

#ifdef __cplusplus
}
#endif
#endif
