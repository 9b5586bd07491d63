/* SPDX-License-Identifier: MIT
 * The system calls that mimalloc needs. mimalloc/prim.h describes the functions. Those that can fail
 * return an error number. None of them changes errno. */
#pragma once
void _mi_prim_mem_init(mi_os_mem_config_t *config)
{
	config->page_size = config->alloc_granularity = PAGE_SIZE;
	config->large_page_size = 0;
	/* The setting vm.overcommit_memory is not read from /proc, because a sandbox may forbid this. If the kernel does
	 * not overcommit, reserved address space counts against its limit. */
	config->has_overcommit = true;
	config->has_partial_free = true;
	config->has_virtual_reserve = true;
	config->has_transparent_huge_pages = false;
}

/* Returns the error number of a system call's result, or 0. */
static int error_of(long result)
{
	return result < 0 ? (int)-result : 0;
}

int _mi_prim_alloc(void *hint, size_t size, size_t alignment, bool commit, bool allow_large, bool *is_large,
	bool *is_zero, void **address)
{
	(void)alignment;
	(void)allow_large;
	const int protection = commit ? PROT_READ | PROT_WRITE : PROT_NONE;
	const long result =
		__syscall(SYS_mmap, hint, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	*is_large = false;
	*is_zero = true;
	const bool failed = (unsigned long)result > -4096UL;
	*address = failed ? NULL : (void *)result;
	return failed ? (int)-result : 0;
}

int _mi_prim_free(void *address, size_t size)
{
	return error_of(__syscall(SYS_munmap, address, size));
}

int _mi_prim_commit(void *start, size_t size, bool *is_zero)
{
	*is_zero = false;
	return error_of(__syscall(SYS_mprotect, start, size, PROT_READ | PROT_WRITE));
}

int _mi_prim_decommit(void *start, size_t size, bool *needs_recommit)
{
	*needs_recommit = MI_SECURE > 0;
	const int error = error_of(__syscall(SYS_madvise, start, size, MADV_DONTNEED));
	if (*needs_recommit) __syscall(SYS_mprotect, start, size, PROT_NONE);
	return error;
}

int _mi_prim_reset(void *start, size_t size)
{
	return error_of(__syscall(SYS_madvise, start, size, MADV_DONTNEED));
}

int _mi_prim_reuse(void *start, size_t size)
{
	(void)start;
	(void)size;
	return 0;
}

int _mi_prim_protect(void *start, size_t size, bool protect)
{
	return error_of(__syscall(SYS_mprotect, start, size, protect ? PROT_NONE : PROT_READ | PROT_WRITE));
}

/* Changes the size of a mapping, and moves it to `target` if that is not null. */
static int os_resize(void *start, size_t old_size, size_t size, void *target)
{
	const int flags = target == NULL ? 0 : MREMAP_MAYMOVE | MREMAP_FIXED;
	return error_of(__syscall(SYS_mremap, start, old_size, size, flags, target));
}

/* mimalloc calls this only if an option requests huge pages. It is not set. */
int _mi_prim_alloc_huge_os_pages(void *hint, size_t size, int node, bool *is_zero, void **address)
{
	(void)hint;
	(void)size;
	(void)node;
	*is_zero = false;
	*address = NULL;
	return ENOMEM;
}

size_t _mi_prim_numa_node(void)
{
	return 0;
}

size_t _mi_prim_numa_node_count(void)
{
	return 1;
}

/* Returns milliseconds. */
mi_msecs_t _mi_prim_clock_now(void)
{
	struct timespec now = {0};
	__clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (mi_msecs_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void _mi_prim_process_info(mi_process_info_t *info)
{
	(void)info;
}

void _mi_prim_out_stderr(const char *message)
{
	__syscall(SYS_write, 2, message, _mi_strlen(message));
}

/* The secure mode needs secret keys. If this returns false, mimalloc uses numbers that are easy to guess. */
bool _mi_prim_random_buf(void *buffer, size_t length)
{
	return MI_SECURE > 0 && __syscall(SYS_getrandom, buffer, length, 0) == (long)length;
}

void _mi_prim_thread_yield(void)
{
	__syscall(SYS_sched_yield);
}

/* musl calls __nacre_malloc_thread_exit at the end of a thread (interface.h). */
void _mi_prim_thread_init_auto_done(void) {}
void _mi_prim_thread_done_auto_done(void) {}
void _mi_prim_thread_associate_default_theap(mi_theap_t *theap)
{
	(void)theap;
}

bool _mi_prim_thread_is_in_threadpool(void)
{
	return false;
}
