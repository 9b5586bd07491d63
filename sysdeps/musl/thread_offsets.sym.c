/* SPDX-License-Identifier: MIT
 * Compiled to assembly only: each marked line of it becomes one #define of thread_offsets.h: the distance
 * of a field of musl's thread structure from the thread pointer, without the mark that some assemblers want
 * before a number (%c0 would leave that out too, but is a signed byte on s390x). */
#include <stddef.h>

#include "pthread_impl.h"

#ifdef TLS_ABOVE_TP
#define FROM_THREAD_POINTER(field) \
	((long)offsetof(struct pthread, field) - (long)sizeof(struct pthread) - TP_OFFSET)
#else
#define FROM_THREAD_POINTER(field) ((long)offsetof(struct pthread, field))
#endif

#define DEFINE(name, field) \
	__asm__ volatile("\n# @ #define " #name " %0" : : "i"(FROM_THREAD_POINTER(field)))

void offsets(void)
{
	DEFINE(NACRE_OFFSET_RANDOM, nacre_random);
	DEFINE(NACRE_OFFSET_CANCEL, cancel);
	DEFINE(NACRE_OFFSET_NUMBER, tid);
}
