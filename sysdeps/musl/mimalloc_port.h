/* SPDX-License-Identifier: MIT
 * How mimalloc uses musl's threads. Included before mimalloc's headers.
 *
 * libc.so can have no thread-local variables, so mimalloc's are words of musl's thread structure (musl patch
 * 0012-malloc-words.patch). In a new thread, THREAD_ID is set and the others are 0. */
#pragma once
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* musl's internal headers define macros, so they come after the public ones. */
#include <thread_offsets.h>
#include <thread_words.h>

#include "fork_impl.h"
#include "libc.h"
#include "lock.h"
#include "pthread_impl.h"
#include "syscall.h"

/* musl's headers, which are all included above, define this macro. mimalloc has a member with this name. */
#undef weak

enum {
	THREAD_ID,        /* the address of the thread's first thread structure */
	THEAP_DEFAULT,    /* the thread's theap: its pages and lists of free blocks */
	THEAP_CACHED,     /* mimalloc needs these two only for several heaps. The libc has one. */
	THEAP_MAIN,
};
#define MALLOC_WORD(n) (NACRE_OFFSET_MALLOC + (long)sizeof(uintptr_t) * (n))

/* Selects mimalloc's model with thread-local variables in fixed slots, as on macOS. The slots are the words. */
#define MI_HAS_TLS_SLOT 1
#define MI_LIBC_MUSL 1
#define MI_TLS_MODEL_THREAD_LOCAL 0
#define MI_TLS_MODEL_FIXED_SLOT 1
#define MI_TLS_MODEL_FIXED_SLOT_DEFAULT THEAP_DEFAULT
#define MI_TLS_MODEL_FIXED_SLOT_CACHED THEAP_CACHED
#define mi_prim_tls_slot(slot) THREAD_WORD(void *, MALLOC_WORD(slot))
#define mi_prim_tls_slot_set(slot, value) ((void)(THREAD_WORD(void *, MALLOC_WORD(slot)) = (value)))

/* mimalloc's code for POSIX mutexes uses musl's internal lock instead, which waits by a futex. */
struct nacre_malloc_lock {
	volatile int word[1];
};
#undef PTHREAD_MUTEX_INITIALIZER
#define PTHREAD_MUTEX_INITIALIZER {{0}}
#define pthread_mutex_t struct nacre_malloc_lock
#define pthread_mutex_lock(lock) (LOCK((lock)->word), 0)
#define pthread_mutex_unlock(lock) UNLOCK((lock)->word)
#define pthread_mutex_trylock(lock) (a_cas((lock)->word, 0, INT_MIN + 1))
#define pthread_mutex_destroy(lock) ((void)(lock))

/* The variable that mimalloc patch 0001 removes. */
#define __mi_theap_main THREAD_WORD(mi_theap_t *, MALLOC_WORD(THEAP_MAIN))
