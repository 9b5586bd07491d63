/* SPDX-License-Identifier: MIT
 * For sources that are only compiled to assembly. The build turns each line that DEFINE marks into one #define of a
 * generated header. %0 has a "#" or "$" in front of the number on some architectures, which the build removes. %c0 has
 * none, but is a signed byte on s390x. */
#include <stddef.h>

/* The distance of a field of musl's thread structure from the thread pointer. */
#ifdef TLS_ABOVE_TP
#define FROM_THREAD_POINTER(field) \
	((long)offsetof(struct pthread, field) - (long)sizeof(struct pthread) - TP_OFFSET)
#else
#define FROM_THREAD_POINTER(field) ((long)offsetof(struct pthread, field))
#endif

#define DEFINE(name, value) __asm__ volatile("\n# @ #define " #name " %0" : : "i"((long)(value)))
