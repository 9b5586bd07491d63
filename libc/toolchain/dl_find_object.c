/* SPDX-License-Identifier: MIT
 * Defines _dl_find_object, which the unwinder in libgcc_eh calls to find the frame table for a code
 * address. glibc has this function since version 2.35, and the distribution's libgcc_eh is built for
 * such a glibc. This version uses dl_iterate_phdr, so it works in static, static-pie and dynamic
 * programs.
 *
 * The distribution's libgcc_eh also calls pthread functions through weak references, and does not check
 * whether they are null. A weak reference does not make the linker extract a member of libc.a. So this
 * object, which every program with the unwinder contains, has strong references to the pthread
 * functions.
 *
 * Each program and shared library contains its own copy of the unwinder. A copy initializes its table of
 * register sizes when it unwinds for the first time. If an exception from another copy arrives earlier,
 * the process aborts. Therefore each copy unwinds once when it is loaded. */
#define _GNU_SOURCE
#include <link.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

/* The layout in glibc's <dlfcn.h> on most architectures. On i386, glibc's structure has a further pointer
 * in front of the reserved words: the base of addresses with an encoding that gcc does not use there. */
struct dl_find_object {
	unsigned long long flags;
	void *map_start;
	void *map_end;
	struct link_map *link_map;
	void *eh_frame;
	unsigned long long reserved[7];
};

struct search {
	uintptr_t address;
	struct dl_find_object *result;
};

/* Callback of dl_iterate_phdr. Returns 1 if this object contains the address, after storing the result. */
static int search_object(struct dl_phdr_info *info, size_t size, void *data)
{
	struct search *search = data;
	const ElfW(Phdr) *frames = 0;
	uintptr_t start = UINTPTR_MAX, end = 0;
	int inside = 0;
	(void)size;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
		uintptr_t low = info->dlpi_addr + segment->p_vaddr;
		if (segment->p_type == PT_GNU_EH_FRAME) frames = segment;
		if (segment->p_type != PT_LOAD) continue;
		uintptr_t high = low + segment->p_memsz;
		if (low < start) start = low;
		if (high > end) end = high;
		if (search->address >= low && search->address < high) inside = 1;
	}
	if (!inside || !frames) return 0;
	search->result->flags = 0;
	search->result->map_start = (void *)start;
	search->result->map_end = (void *)end;
	search->result->link_map = 0;
	search->result->eh_frame = (void *)(info->dlpi_addr + frames->p_vaddr);
	search->result->reserved[0] = 0;
	return 1;
}

int _dl_find_object(void *address, struct dl_find_object *result)
{
	struct search search = { (uintptr_t)address, result };
	return dl_iterate_phdr(search_object, &search) ? 0 : -1;
}

__attribute__((__used__)) static void *const needed_by_libgcc[] = {
	(void *)pthread_once, (void *)pthread_mutex_lock, (void *)pthread_mutex_unlock,
	(void *)pthread_key_create, (void *)pthread_getspecific, (void *)pthread_setspecific,
};

/* _URC_END_OF_STACK: ends the backtrace at the first frame. */
enum { END_OF_STACK = 5 };
int _Unwind_Backtrace(int (*)(void *frame, void *unused), void *unused);

/* Null in static programs, which have only one unwinder. */
__attribute__((__weak__, __visibility__("hidden"))) extern const ElfW(Dyn) _DYNAMIC[];

static int stop(void *frame, void *unused)
{
	(void)frame;
	(void)unused;
	return END_OF_STACK;
}

__attribute__((__constructor__)) static void initialize_register_sizes(void)
{
	if (_DYNAMIC) _Unwind_Backtrace(stop, 0);
}
