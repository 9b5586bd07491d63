// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::memory {

// void free_sized(void *block, size_t size)
//
// Frees a block, as free does. The allocator does not use or check the size.
//
// block    a block from malloc, calloc or realloc, or null, which is ignored
// size     the requested size in bytes
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe. errno is unchanged.
// Kernels  all
// Source   C23
NACRE_PUBLIC void free_sized(void* block, size_t) { free(block); }

}  // namespace nacre::memory
