// SPDX-License-Identifier: MIT
#pragma once
#include <syscall.hpp>

namespace nacre::sys {

inline Result<size_t> cancellable_getrandom(void* buffer, size_t length, unsigned flags) {
  return getrandom(buffer, length, flags);
}

}  // namespace nacre::sys
