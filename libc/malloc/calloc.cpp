// SPDX-License-Identifier: MIT
#include <errno.h>
#include <string.h>

#include "libc/malloc/core.hpp"
#include "libc/malloc/replaced.hpp"

namespace nacre::malloc {

// void *calloc(size_t count, size_t size)
//
// Allocates an array whose bytes are 0. If the program replaces malloc and free but not calloc, the
// memory comes from its malloc.
//
// count    number of elements
// size     size of an element in bytes
// Returns  the block, aligned to 16 bytes, also if its size is 0; or null
// Errors   ENOMEM  there is not enough memory, or the size of the array exceeds PTRDIFF_MAX
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe
// Kernels  all
// Source   ISO C
NACRE_PUBLIC void* calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  if (!replaced()) return __nacre_zalloc(bytes);
  void* const block = ::malloc(bytes);
  return block == nullptr ? nullptr : memset(block, 0, bytes);
}

}  // namespace nacre::malloc
