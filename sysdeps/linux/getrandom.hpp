// SPDX-License-Identifier: MIT
// The getrandom system call (sysdeps/contract/getrandom.hpp).
#pragma once
#include <stddef.h>
#include <sys/syscall.h>
#include <raw_syscall.hpp>

#include "support/result.hpp"

namespace nacre::sys {

inline Result<size_t> getrandom(void* buffer, size_t length, unsigned flags) {
  return Result<size_t>::from_kernel(
      raw_syscall(SYS_getrandom, reinterpret_cast<long>(buffer), static_cast<long>(length), flags));
}

}  // namespace nacre::sys
