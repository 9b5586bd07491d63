// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"

namespace nacre::fd {
namespace {

Result<int> make_by_pipe(const NoNewChild&, int flags, int* ends) {
  const auto made = sys::pipe(ends);
  if (!made.ok()) return made;
  set_flags(ends[0], flags);
  set_flags(ends[1], flags);
  return made;
}

}  // namespace

// int pipe2(int ends[2], int flags)
//
// Creates a pipe, and sets flags on its descriptors in the same step.
//
// ends     where the descriptors are stored: ends[0] is the read end, ends[1] is the write end
// flags    0, or the bitwise OR of O_CLOEXEC, O_NONBLOCK, O_DIRECT
// Returns  0, or -1 with errno EFAULT, EINVAL (flags), EMFILE, ENFILE
// Old      before Linux 2.6.27, and in a sandbox that answers ENOSYS: pipe, and then the flags. fork and
//          posix_spawn wait during these two steps. O_DIRECT is EINVAL then.
// Source   pipe2(2), POSIX.1-2024
NACRE_PUBLIC int pipe2(int ends[2], int flags) {
  const auto made = flags == 0 ? sys::pipe(ends) : sys::pipe2(ends, flags);
  return answer(with_fallback<is_missing, make_by_pipe>(made, kFlags, flags, ends));
}

}  // namespace nacre::fd
