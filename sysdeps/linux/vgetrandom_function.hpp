// SPDX-License-Identifier: MIT
// The type of getrandom in the vDSO, on architectures where it returns errors as negative numbers.
#pragma once
#include <stddef.h>

#include "support/result.hpp"

namespace nacre::sys {

using VgetrandomFunction = long(void* buffer, size_t length, unsigned flags, void* state,
                                size_t state_size);

inline Result<size_t> call_vgetrandom(VgetrandomFunction* function, void* buffer, size_t length,
                                      unsigned flags, void* state, size_t state_size) {
  return Result<size_t>::from_kernel(function(buffer, length, flags, state, state_size));
}

}  // namespace nacre::sys
