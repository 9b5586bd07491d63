// SPDX-License-Identifier: MIT
#include <errno.h>

#include "libc/fd/make_pipe.hpp"
#include "libc/support/export.hpp"

namespace nacre::fd {

// pipe2 for posix_spawn, which holds forks itself already: an object of its own, so that a program that
// only spawns has no other.
NACRE_HOOK int __nacre_pipe2_amid_spawn(int ends[2], int flags) {
  auto made = make_pipe(ends, flags);
  if (is_missing(made)) made = make_pipe_without_call(ends, flags);
  if (made.ok()) return 0;
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
