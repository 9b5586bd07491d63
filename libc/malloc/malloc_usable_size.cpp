// SPDX-License-Identifier: MIT
#include <malloc.h>

#include "libc/malloc/core.hpp"

namespace nacre::malloc {

// size_t malloc_usable_size(void *block)
//
// Returns how many bytes of a block can be used. This can be more than was requested.
//
// block    a block of the libc's allocator, or null
// Returns  the size in bytes; 0 for null
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe
// Kernels  all
// Source   malloc_usable_size(3)
NACRE_PUBLIC size_t malloc_usable_size(void* block) { return __nacre_usable_size(block); }

}  // namespace nacre::malloc
