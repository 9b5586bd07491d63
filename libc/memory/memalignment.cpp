// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::memory {

// size_t memalignment(const void *pointer)
//
// Returns  the largest power of two that divides the address, in bytes; 0 for null
// Safety   MT-Safe, AS-Safe, AC-Safe.
// Kernels  all
// Source   C23
NACRE_PUBLIC size_t memalignment(const void* pointer) {
  const auto address = reinterpret_cast<uintptr_t>(pointer);
  return address & -address;
}

}  // namespace nacre::memory
