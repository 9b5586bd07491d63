// SPDX-License-Identifier: MIT
// System calls that are cancellation points.
#pragma once
#include <bridge.h>
#include <getrandom.hpp>
#include <process.hpp>

namespace nacre::sys {

// Makes the getrandom system call, as a cancellation point if the process has started.
inline Result<size_t> cancellable_getrandom(void* buffer, size_t length, unsigned flags) {
  if (!started()) return getrandom(buffer, length, flags);
  return Result<size_t>::from_kernel(__nacre_cancellable_getrandom(buffer, length, flags));
}

// Makes any other system call as a cancellation point. Startup code must not call it.
inline Result<long> cancellable_call(long number, long a = 0, long b = 0, long c = 0, long d = 0,
                                     long e = 0, long f = 0) {
  return Result<long>::from_kernel(__syscall_cp(number, a, b, c, d, e, f));
}

}  // namespace nacre::sys
