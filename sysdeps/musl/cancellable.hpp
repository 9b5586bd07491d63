// SPDX-License-Identifier: MIT
#pragma once
#include <bridge.h>
#include <process.hpp>
#include <syscall.hpp>

namespace nacre::sys {

// The getrandom system call, as a cancellation point once threads can be cancelled at all.
inline Result<size_t> cancellable_getrandom(void* buffer, size_t length, unsigned flags) {
  if (!started()) return getrandom(buffer, length, flags);
  return Result<size_t>::from_kernel(__nacre_cancellable_getrandom(buffer, length, flags));
}

// Any other system call as one: for functions that no start-up code calls.
template <class... Words>
Result<long> cancellable_call(long number, Words... words) {
  const long all[6] = {words...};
  return Result<long>::from_kernel(__nacre_cancellable_call(number, all));
}

}  // namespace nacre::sys
