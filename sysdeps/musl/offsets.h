/* SPDX-License-Identifier: MIT
 * Macros for the files *.sym.c, which compute the offsets in generated headers. The build compiles these files only to
 * assembly. DEFINE writes a marked line into the assembly, and the build turns the line into a #define. On some
 * architectures, %0 prints "#" or "$" before the number, and the build removes this character. %c0 would print the number
 * alone, but on s390x it prints only a signed byte. */
#include <stddef.h>

/* The distance of a field of musl's thread structure from the thread pointer. */
#ifdef TLS_ABOVE_TP
#define FROM_THREAD_POINTER(field) \
	((long)offsetof(struct pthread, field) - (long)sizeof(struct pthread) - TP_OFFSET)
#else
#define FROM_THREAD_POINTER(field) ((long)offsetof(struct pthread, field))
#endif

#define DEFINE(name, value) __asm__ volatile("\n# @ #define " #name " %0" : : "i"((long)(value)))
