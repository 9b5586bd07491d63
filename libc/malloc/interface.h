/* SPDX-License-Identifier: MIT
 * The functions of the allocator that the rest of the libc calls. Each public function is in a source of its own,
 * so that a program can define some of them itself. */
#pragma once
/* mimalloc calls this function when it initializes itself. From then on it may make system calls. */
void _mi_options_init(void)
{
	os_preloading = false;
}

/* mimalloc aligns blocks of up to 8 bytes to 8 bytes. Programs expect 16, as with musl and glibc. */
static inline size_t at_least_16(size_t size)
{
	return size > 8 ? size : 16;
}

/* The slow path of allocations sets errno (patch 0003), but not every failure of the other functions gets there. */
static inline void *or_enomem(void *block)
{
	if (mi_unlikely(block == NULL)) errno = ENOMEM;
	return block;
}

static inline void *allocate(size_t size, bool zero)
{
	return _mi_theap_malloc_zero_ex(_mi_theap_default(), at_least_16(size), zero, 0, NULL);
}

void *__libc_malloc_impl(size_t size)
{
	return allocate(size, false);
}

static _Noreturn void stop_at_invalid_pointer(void)
{
	_mi_prim_out_stderr("free: the pointer is not the address of a block\n");
	abort();
}

void __libc_free(void *block)
{
	/* Before the first allocation, mimalloc cannot look up any address, not even NULL. */
	if (block == NULL) return;
	mi_page_t *const page = _mi_ptr_page(block);
	if (mi_unlikely(page == NULL)) stop_at_invalid_pointer();
	mi_free_ex(block, NULL, page);
}

void *__libc_realloc(void *block, size_t size)
{
	size = at_least_16(size);
	if (size > kGrowing && block != NULL && !MI_SECURE) {
		void *const resized = resize(block, size);
		if (mi_likely(resized != NULL)) return resized;
	}
	return or_enomem(mi_realloc(block, size));
}

/* Allocates zeroed memory. */
void *__nacre_zalloc(size_t size)
{
	return allocate(size, true);
}

/* `alignment` is a power of two. */
void *__nacre_aligned_alloc(size_t alignment, size_t size)
{
	return or_enomem(mi_malloc_aligned(at_least_16(size), alignment < 16 ? 16 : alignment));
}

size_t __nacre_usable_size(void *block)
{
	return block == NULL ? 0 : mi_usable_size(block);
}

/* Gives the thread's memory to the other threads. pthread_exit calls this with application signals blocked. */
void __nacre_malloc_thread_exit(void)
{
	mi_thread_done();
}
