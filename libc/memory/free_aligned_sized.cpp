// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::memory {

// void free_aligned_sized(void *block, size_t alignment, size_t size)
//
// free, of a block of aligned_alloc, whose alignment and size in bytes the caller knows. The allocator
// has no use for them, and does not check them.
//
// block    or null: nothing is done
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe. errno is unchanged.
// Source   C23
NACRE_PUBLIC void free_aligned_sized(void* block, size_t, size_t) { free(block); }

}  // namespace nacre::memory
