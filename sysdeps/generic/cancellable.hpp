// SPDX-License-Identifier: MIT
// Takes the place of sysdeps/musl/cancellable.hpp if the libc is not musl. The functions make plain
// system calls, which are not cancellation points.
#pragma once
#include <getrandom.hpp>
#include <raw_syscall.hpp>

namespace nacre::sys {

inline Result<size_t> cancellable_getrandom(void* buffer, size_t length, unsigned flags) {
  return getrandom(buffer, length, flags);
}

template <class... Words>
Result<long> cancellable_call(long number, Words... words) {
  return Result<long>::from_kernel(raw_syscall(number, words...));
}

}  // namespace nacre::sys
