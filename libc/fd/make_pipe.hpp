// SPDX-License-Identifier: MIT
#pragma once
#include <descriptors.hpp>

#include "libc/fd/flags.hpp"

namespace nacre::fd {

inline Result<int> make_pipe(int* ends, int flags) {
  return flags == 0 ? sys::pipe(ends) : sys::pipe2(ends, flags);
}

// While forks are held.
inline Result<int> make_pipe_without_call(int* ends, int flags) {
  if ((flags & ~kFlags) != 0) return Result<int>::failure(EINVAL);
  const auto made = sys::pipe(ends);
  if (!made.ok()) return made;
  set_flags(ends[0], flags);
  set_flags(ends[1], flags);
  return made;
}

}  // namespace nacre::fd
