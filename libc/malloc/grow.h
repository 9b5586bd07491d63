/* SPDX-License-Identifier: MIT
 * Makes realloc change the size of large blocks in place. A block that grows beyond kGrowing bytes moves to a page
 * of its own. There it grows until the next slices of the arena are in use; then it moves to a page with more room. A
 * block of more than 32 MiB is a mapping, which the kernel can move without copying. If a block shrinks, slices that
 * it no longer needs are given back.
 *
 * In mimalloc, a page is an area with blocks of one size, a slice is 64 KiB of address space, and an arena is a
 * reserved area that is divided into slices.
 *
 * These functions change members of a page that mimalloc calls constant. This is safe, because mimalloc abandons a
 * page with one block when it allocates the block: no thread owns the page, and no thread looks for free blocks in it.
 * Other threads can get the block only from the thread that calls realloc. */
#pragma once
enum {
	/* Blocks that grow to at most this many bytes are copied. */
	kGrowing = 4096,
	/* Blocks of at least this many bytes always move to a page of their own. Smaller ones do so if few pages have
	 * unused room, because such a page has at least 64 KiB of address space. With transparent huge pages, address
	 * space that is not used occupies memory too. */
	kLarge = 32 * 1024,
	kMaxWithRoom = 64,
	/* Slices that a page in an arena can have. Larger blocks are mappings of their own. */
	kMaxSlices = MI_ARENA_MAX_CHUNK_OBJ_SLICES,
	/* Slices that the spare page can have. */
	kMaxSpareSlices = 32,
	/* The memory of the spare page may have been written. A block that stops growing occupies all of it. So the spare
	 * page is used only if few pages have unused room. */
	kMaxWithSpareRoom = 4,
};

/* An estimate of how many blocks use less than a quarter of their page. It is not exact if several threads change it
 * at once, and a freed block still counts. To make up for freed blocks, a block that outgrows the quarter is
 * subtracted twice. */
static _Atomic(int) with_room;

static inline void count_with_room(int difference)
{
	const int count = mi_atomic_load_relaxed(&with_room) + difference;
	mi_atomic_store_relaxed(&with_room, count < 0 ? 0 : count);
}

static inline bool has_much_room(const mi_page_t *page, size_t size)
{
	return size < mi_size_of_slices(page->memid.mem.arena.slice_count) / 4;
}

/* The page of a freed block, or null. It is kept, because a program often grows one block after another. */
static _Atomic(mi_page_t *) spare_page;

/* The offset of the block in its page. A page outside of arenas begins with its metadata. The metadata of other pages
 * are elsewhere. */
static inline size_t block_offset(const mi_page_t *page)
{
	return mi_page_start(page) - mi_page_slice_start(page);
}

static inline size_t slices_for(const mi_page_t *page, size_t size)
{
	return mi_slice_count_of_size(block_offset(page) + size);
}

static inline size_t whole_pages(size_t size)
{
	return _mi_align_up(size, MI_PAGE_OSPAGE_BLOCK_ALIGN2);
}

/* Takes `count` slices of an arena, if all of them are free. */
static bool claim_slices(mi_arena_t *arena, size_t index, size_t count)
{
	if (index + count > arena->slice_count) return false;
	size_t claimed = 0;
	while (claimed < count) {
		const size_t start = index + claimed, left = MI_BCHUNK_BITS - start % MI_BCHUNK_BITS;
		const size_t part = count - claimed < left ? count - claimed : left;
		if (!mi_bbitmap_try_clearNC(arena->slices_free, start, part)) break;
		claimed += part;
	}
	if (claimed == count && mi_bitmap_is_setN(arena->slices_committed, index, count)) {
		mi_bitmap_setN(arena->slices_dirty, index, count, NULL);
		nacre_slices_allocated(count);
		return true;
	}
	if (claimed > 0) mi_bbitmap_setN(arena->slices_free, index, claimed);
	return false;
}

/* Returns how many slices a new page has. A quarter more than the block needs makes the number of copies logarithmic in
 * its size, even if neighboring blocks grow by small steps in turns. With more room, more memory that was written
 * before would stay in use. The metadata of a page outside of an arena need MI_PAGE_OSPAGE_BLOCK_ALIGN2 bytes. */
static inline size_t slices_with_room(size_t size)
{
	const size_t least = mi_slice_count_of_size(size + MI_PAGE_OSPAGE_BLOCK_ALIGN2);
	const size_t more = mi_slice_count_of_size(size + size / 4 + MI_PAGE_OSPAGE_BLOCK_ALIGN2);
	return more <= kMaxSlices ? more : least <= kMaxSlices ? kMaxSlices : least;
}

/* Returns whether the block could grow. The page map needs an entry only for the slice where the block begins. */
static bool grow_in_arena(mi_page_t *page, size_t size)
{
	mi_memid_arena_info_t *const place = &page->memid.mem.arena;
	const size_t slices = slices_for(page, size), end = place->slice_index + place->slice_count;
	if (has_much_room(page, page->block_size) && !has_much_room(page, size)) count_with_room(-2);
	if (slices > kMaxSlices) return false;
	if (slices > place->slice_count) {
		size_t more = slices_with_room(size) - place->slice_count;
		if (!claim_slices(place->arena, end, more)) {
			more = slices - place->slice_count;
			if (!claim_slices(place->arena, end, more)) return false;
		}
		place->slice_count += more;
	}
	page->block_size = whole_pages(size);
	return true;
}

/* Gives slices behind the block back. */
static void shrink_in_arena(mi_page_t *page, size_t size)
{
	mi_memid_arena_info_t *const place = &page->memid.mem.arena;
	const size_t slices = slices_for(page, size), unused = place->slice_count - slices;
	page->block_size = whole_pages(size);
	if (unused == 0) return;
	const size_t index = place->slice_index + slices, bytes = mi_size_of_slices(unused);
	void *const start = mi_arena_slice_start(place->arena, index);
	place->slice_count = slices;
	_mi_page_map_unregister_range(start, bytes);
	_mi_arenas_free(start, bytes, mi_memid_create_arena(place->arena, index, unused));
}

/* mimalloc registers at most this many slices of a page in its map of all pages. */
static inline size_t registered_slices(size_t bytes)
{
	const size_t slices = mi_slice_count_of_size(bytes), limit = MI_LARGE_PAGE_SIZE / MI_ARENA_SLICE_SIZE;
	return slices < limit ? slices : limit;
}

/* Moves a mapping that contains only one page. Returns the page, or null if it cannot be moved. */
static mi_page_t *move_mapping(mi_page_t *page, size_t bytes)
{
	mi_memid_t memid;
	/* Reserve the new address range. It must be aligned to a slice, and the page map must have room for its entries. */
	mi_page_t *const moved = _mi_os_alloc_aligned(bytes, MI_ARENA_SLICE_ALIGN, false, false, &memid);
	if (moved == NULL) return NULL;
	size_t slice;
	const size_t part = _mi_page_map_index(moved, &slice), old = page->memid.mem.os.size;
	/* A limit may forbid the larger mapping. Find out now, while the new address range can still be given back. */
	bool is_zero;
	if (!mi_page_map_set_range(NULL, part, slice, registered_slices(bytes)) ||
	    (bytes > old && _mi_prim_commit(moved, bytes - old, &is_zero) != 0)) {
		_mi_os_free(moved, bytes, memid);
		return NULL;
	}
	/* Another thread can get the old address as soon as the mapping has moved. */
	_mi_page_map_unregister(page);
	const bool done = os_resize(page, old, bytes, moved) == 0;
	mi_page_t *const now = done ? moved : page;
	now->memid.mem.os.base = now;
	/* This cannot fail, because the page map has room for the entries. */
	const bool registered = _mi_page_map_register(now);
	(void)registered;
	/* If mremap fails, it may have unmapped the new address range already, and another thread may have got it. So do
	 * not unmap it here. */
	return done ? moved : NULL;
}

/* Changes the size of a mapping that contains only one page. Returns the page, which may have moved, or null. */
static mi_page_t *resize_mapping(mi_page_t *page, size_t size)
{
	mi_memid_os_info_t *const mapping = &page->memid.mem.os;
	const size_t offset = block_offset(page), old = mapping->size;
	const size_t bytes = _mi_os_good_alloc_size(offset + size);
	/* The block of an aligned allocation does not begin in the first slice. */
	if (mapping->base != page || offset >= MI_ARENA_SLICE_SIZE) return NULL;
	if (bytes < old) {
		/* Another thread can get the addresses as soon as they are unmapped. */
		const size_t kept = mi_slice_count_of_size(bytes), mapped = registered_slices(old);
		if (kept < mapped)
			_mi_page_map_unregister_range((char *)page + mi_size_of_slices(kept), mi_size_of_slices(mapped - kept));
	}
	const int error = bytes == old ? 0 : os_resize(page, old, bytes, NULL);
	/* With other errors, such as those of a sandbox, moving the mapping would fail too. */
	if (error != 0) page = error == ENOMEM ? move_mapping(page, bytes) : NULL;
	if (page == NULL) return NULL;
	page->memid.mem.os.size = bytes;
	page->block_size = bytes - offset;
	return page;
}

static void free_arena_page(mi_page_t *page)
{
	/* The size says which entries of the page map to remove. It may have entries for all slices. */
	page->block_size = mi_size_of_slices(page->memid.mem.arena.slice_count) - block_offset(page);
	mi_arenas_page_free_prim(page);
}

/* mimalloc calls this function to free a page (patch 0004). For pages of several blocks and for mappings, it returns
 * false, and mimalloc frees the page itself. */
static bool nacre_free_or_keep(mi_page_t *page)
{
	if (page->memid.memkind != MI_MEM_ARENA || !mi_page_is_singleton(page)) return false;
	if (page->memid.mem.arena.slice_count <= kMaxSpareSlices) {
		/* Keep the page that was freed last. If a block moved several times while it grew, this page has the
		 * most room. */
		page = mi_atomic_exchange_acq_rel(&spare_page, page);
	}
	if (page != NULL) free_arena_page(page);
	return true;
}

/* mimalloc calls this function when it returns memory that was not used for some time to the kernel. */
static void nacre_free_spare_page(void)
{
	if (mi_atomic_load_relaxed(&spare_page) == NULL) return;
	mi_page_t *const page = mi_atomic_exchange_acq_rel(&spare_page, NULL);
	if (page != NULL) free_arena_page(page);
}

static mi_page_t *take_spare_page(size_t size)
{
	if (mi_atomic_load_relaxed(&with_room) >= kMaxWithSpareRoom || mi_atomic_load_relaxed(&spare_page) == NULL)
		return NULL;
	mi_page_t *const page = mi_atomic_exchange_acq_rel(&spare_page, NULL);
	if (page == NULL || slices_for(page, size) <= page->memid.mem.arena.slice_count) return page;
	free_arena_page(page);
	return NULL;
}

/* Allocates a block with a page of its own, and with room behind it. */
static void *allocate_to_grow(mi_theap_t *theap, size_t size)
{
	if (!mi_theap_is_initialized(theap) || size > MI_MAX_ALLOC_SIZE / 2) return NULL;
	mi_page_t *page = take_spare_page(size);
	if (page == NULL) {
		if (size < kLarge && mi_atomic_load_relaxed(&with_room) >= kMaxWithRoom) return NULL;
		page = mi_arenas_page_alloc_fresh(theap, slices_with_room(size), whole_pages(size), 1, true);
		if (page == NULL) return NULL;
		_mi_arenas_collect(false, false, theap->tld);
	}
	if (page->memid.memkind == MI_MEM_ARENA) {
		if (has_much_room(page, size)) count_with_room(1);
		page->block_size = whole_pages(size);
	} else {
		page->block_size = mi_page_full_size(page) - block_offset(page);
	}
	/* Set the page up with one allocated block, as _mi_page_init, _mi_page_malloc_zero and mi_page_to_full do. */
	page->theap = theap;
	page->reserved = page->capacity = page->used = 1;
	page->free = page->local_free = NULL;
	mi_atomic_store_relaxed(&page->xthread_id, (mi_threadid_t)MI_THREADID_ABANDONED);
	page->free_is_zero = false;
	mi_atomic_store_release(&page->xthread_free, (mi_thread_free_t)0);
	return mi_page_start(page);
}

/* Changes the size of a block, and returns the block. Returns null if it cannot: then nothing has changed, and
 * mi_realloc must do it. */
static void *resize(void *block, size_t size)
{
	mi_theap_t *const theap = _mi_theap_default();
	mi_page_t *const page = _mi_ptr_page(block);
	const size_t old = _mi_usable_size(block, page);
	if (size <= old && size >= old / 2) return block;
	/* A page with one block has no flags, and no thread owns it. */
	if (page->reserved == 1 && mi_page_xthread_id(page) == MI_THREADID_ABANDONED && size <= MI_MAX_ALLOC_SIZE / 2) {
		if (page->memid.memkind == MI_MEM_OS && size >= kLarge) {
			mi_page_t *const resized = resize_mapping(page, size);
			if (resized != NULL) {
				/* Return free memory to the kernel. Otherwise the pages that the block had before it was a mapping
				 * would stay in memory while the mapping grows. */
				if (mi_theap_is_initialized(theap)) _mi_arenas_collect(false, false, theap->tld);
				return mi_page_start(resized);
			}
		} else if (page->memid.memkind == MI_MEM_ARENA) {
			if (size > old) {
				if (grow_in_arena(page, size)) return block;
			} else if (size >= kLarge) {
				shrink_in_arena(page, size);
				return block;
			}
		}
	}
	if (size < old) return NULL;
	void *const larger = allocate_to_grow(theap, size);
	if (larger == NULL) return NULL;
	memcpy(larger, block, old);
	mi_free(block);
	return larger;
}
