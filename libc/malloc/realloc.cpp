// SPDX-License-Identifier: MIT
#include "libc/malloc/core.hpp"

// void *realloc(void *block, size_t size)
//
// Changes the size of a block. The block may move. Its content is kept, up to the smaller of both sizes.
//
// block    a block of the libc's allocator, or null: then the function allocates like malloc
// size     the new size in bytes. With 0, the function returns a block that must be freed.
// Returns  the block, aligned to 16 bytes; or null, and the old block is unchanged
// Errors   ENOMEM  there is not enough memory, or size exceeds PTRDIFF_MAX
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe
// Kernels  all
// Source   ISO C
NACRE_PUBLIC void* realloc(void* block, size_t size) { return __libc_realloc(block, size); }
