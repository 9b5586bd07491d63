// SPDX-License-Identifier: MIT
#include <errno.h>

#include "libc/malloc/core.hpp"
#include "libc/malloc/replaced.hpp"

namespace nacre::malloc {

// void *aligned_alloc(size_t alignment, size_t size)
//
// Allocates a block at a multiple of an alignment. posix_memalign and memalign call this function.
//
// alignment  in bytes, a power of two
// size       in bytes. It need not be a multiple of the alignment.
// Returns    the block, also if size is 0; or null
// Errors     EINVAL  alignment is not a power of two
//            ENOMEM  there is not enough memory, or size exceeds PTRDIFF_MAX. Or the program replaces
//                    free but not aligned_alloc, so it could not free the block.
// Safety     MT-Safe, AS-Unsafe, AC-Unsafe
// Kernels    all
// Source     ISO C
NACRE_PUBLIC void* aligned_alloc(size_t alignment, size_t size) {
  if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
    errno = EINVAL;
    return nullptr;
  }
  if (replaced() && !__aligned_alloc_replaced) {
    errno = ENOMEM;
    return nullptr;
  }
  return __nacre_aligned_alloc(alignment, size);
}

}  // namespace nacre::malloc
