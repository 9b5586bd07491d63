// SPDX-License-Identifier: MIT
// Converts a Result to the return value of a C function that reports errors by errno.
#pragma once
#include <errno.h>

#include "support/result.hpp"

namespace nacre {

// Returns the value, or sets errno and returns -1.
template <class T>
T value_or_errno(Result<T> result) {
  if (result.ok()) [[likely]]
    return result.value();
  errno = result.error();
  return T(-1);
}

}  // namespace nacre
