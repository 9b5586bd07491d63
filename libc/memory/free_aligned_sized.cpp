// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::memory {

// void free_aligned_sized(void *block, size_t alignment, size_t size)
//
// Frees a block, as free does. The allocator does not use or check the alignment and the size.
//
// block            a block from aligned_alloc, or null, which is ignored
// alignment, size  the requested values in bytes
// Safety           MT-Safe, AS-Unsafe, AC-Unsafe. errno is unchanged.
// Kernels          all
// Source           C23
NACRE_PUBLIC void free_aligned_sized(void* block, size_t, size_t) { free(block); }

}  // namespace nacre::memory
