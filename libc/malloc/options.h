/* SPDX-License-Identifier: MIT
 * Replaces mimalloc's options.c. Options are constants, so no environment variable changes how a program allocates,
 * and the compiler removes code for other values. mimalloc prints messages only for errors of the program
 * that the secure mode detects. */
#pragma once
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

#include "mimalloc.h"
#include "mimalloc/internal.h"
#include "mimalloc/prim.h"

/* Reserved address space for a new arena, in KiB. Pages of it that are never used occupy no memory. A
 * smaller value has no effect: mimalloc adds 32 MiB to the size that it needs, and rounds up to a multiple of that. */
enum { ARENA_RESERVE_KIB = 64 * 1024 };

/* Options that are not listed are 0. mimalloc.h lists all, with their units. */
static inline long option_value(mi_option_t option)
{
	switch (option) {
	case mi_option_arena_eager_commit: return 2; /* if the kernel overcommits */
	case mi_option_purge_decommits: return 1;
	case mi_option_purge_delay: return 100; /* milliseconds */
	case mi_option_arena_reserve: return ARENA_RESERVE_KIB;
	case mi_option_arena_purge_mult: return 1;
	case mi_option_generic_collect: return 10000; /* slow allocations */
	case mi_option_page_full_retain: return 2;
	case mi_option_page_max_candidates: return 4;
	case mi_option_page_max_reclaim: return -1; /* no limit */
	case mi_option_page_cross_thread_max_reclaim: return 32;
	case mi_option_arena_max_object_size: return 32 * 1024; /* KiB. Larger blocks are mappings of their own. */
	default: return 0;
	}
}

#define mi_option_get(option) option_value(option)
#define _mi_option_get_fast(option) option_value(option)
#define mi_option_is_enabled(option) (option_value(option) != 0)
#define mi_option_get_clamp(option, low, high) \
	(option_value(option) < (low) ? (low) : option_value(option) > (high) ? (high) : option_value(option))
#define mi_option_get_size(option) ((size_t)option_value(option) * MI_KiB)

void _mi_options_post_init(void) {}

#define _mi_trace_message(...) ((void)0)
#define _mi_verbose_message(...) ((void)0)
#define _mi_warning_message(...) ((void)0)

/* mimalloc calls this when it finds an error. Only the secure mode looks for errors of the program. */
void _mi_error_message(int error, const char *message, ...)
{
	if (!MI_SECURE || error == ENOMEM || error == EOVERFLOW) return;
	char text[160];
	va_list arguments;
	va_start(arguments, message);
	_mi_vsnprintf(text, sizeof text, message, arguments);
	va_end(arguments);
	_mi_prim_out_stderr("malloc: ");
	_mi_prim_out_stderr(text);
	abort();
}
#if !MI_SECURE
#define _mi_error_message(...) ((void)0)
#endif

/* Replaces mimalloc's threadlocal.c, which is used only by programs with several heaps. The libc has one heap. */
void _mi_thread_locals_init(void) {}
void _mi_thread_locals_done(void) {}
void _mi_thread_locals_thread_done(void) {}
void *_mi_thread_local_get(mi_thread_local_t key)
{
	(void)key;
	return NULL;
}
bool _mi_thread_local_set(mi_thread_local_t key, void *value)
{
	(void)key;
	(void)value;
	return false;
}
