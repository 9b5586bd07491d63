/* SPDX-License-Identifier: MIT
 * What nacre has for random numbers beside <sys/random.h>, <unistd.h> and <stdlib.h>: for programs that
 * close a sandbox around themselves, that are checkpointed and restored, or that want to know how they are
 * served. None of it is needed to draw.
 *
 * The environment variable NACRE_RANDOM, as it is when a program starts, says how it draws:
 *   syscall              each draw is a getrandom system call, as on a kernel without the vDSO's function:
 *                        for strace, gdb and rr
 *   vdso                 long draws are not expanded from a key
 *   avx512, avx2, sse2   they are, by this instruction set, where the processor has it
 * A program that runs with more rights than who started it (AT_SECURE) does not look at it. */
#ifndef _NACRE_RANDOM_H
#define _NACRE_RANDOM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Does now what first draws would do later: for a program that is about to close a sandbox. Afterwards
 * draws in this thread, and in as many as `threads` others that have not drawn yet and live at the same
 * time, make no mmap. What any draw may still make at any time is the getrandom system call, to seed.
 *
 * Returns  0, or -1 with errno
 *          ENOTSUP  draws are system calls, in this process or in so many threads of it:
 *                   nacre_random_describe says why
 *          ENOMEM   not enough memory for so many states, or more than there can be threads
 *          EAGAIN   another thread is just mapping some, or the kernel's generator is not ready: call it
 *                   again; and for good in a thread that has left a draw by siglongjmp
 * Safety   MT-Safe, AS-Unsafe, AC-Unsafe. No cancellation point.
 * Old      before Linux 6.11: ENOTSUP. */
int nacre_random_prepare(unsigned threads);

/* Forgets all random state of this process, that of all its threads: their next draws are seeded anew. For
 * who has made, or was restored from, an image of the process that may be restored again, for instance by
 * CRIU: without this, what the image holds would be drawn once by each restored process. What a draw that
 * was under way in another thread when the image was made returns is not called back.
 *
 * Returns  0, or -1 with errno as madvise sets it, where a sandbox refuses that call.
 * Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success. */
int nacre_random_discard(void);

struct nacre_random_report {
	const char *path;     /* how draws go: "vdso" or "syscall" */
	const char *reason;   /* why some or all of them are system calls, in English; "" where none are */
	const char *lanes;    /* what expands long draws: "avx512", "avx2", "sse2"; "none" */
	size_t lanes_from;    /* the shortest draw that is expanded, in bytes; 0 for none */
	size_t vdso_to;       /* the longest draw that the vDSO serves by itself, in bytes; 0 for none */
	size_t state_size;    /* of one thread's state, in bytes; 0 where there is none */
	size_t page_size;     /* in bytes */
	size_t states;        /* how many there is room for without another mmap */
	size_t states_in_use; /* by threads that live */
};

/* Fills the first `size` bytes of `report`, which is sizeof *report as the program was compiled. Asks the
 * kernel and the processor where no draw has yet, but maps nothing: that droppable memory is refused is
 * known after the first draw. The strings are constants. `path` and `reason` hold for the calling thread: a
 * thread that left a draw by siglongjmp, or a signal handler that interrupted one, draws by system call.
 *
 * Returns  0, or -1 with errno EINVAL where `size` is more than this library knows of.
 * Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success. */
int nacre_random_describe(struct nacre_random_report *report, size_t size);

#ifdef __cplusplus
}
#endif
#endif
