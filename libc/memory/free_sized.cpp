// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::memory {

// void free_sized(void *block, size_t size)
//
// free, of a block of malloc, calloc or realloc, whose size in bytes as it was asked for the caller
// knows. The allocator has no use for it, and does not check it.
//
// block    or null: nothing is done
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe. errno is unchanged.
// Source   C23
NACRE_PUBLIC void free_sized(void* block, size_t) { free(block); }

}  // namespace nacre::memory
