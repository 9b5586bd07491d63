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
// A pipe: ends[0] is read from, ends[1] written to.
//
// flags    of O_CLOEXEC, O_NONBLOCK, O_DIRECT
// Returns  0, or -1 with errno EFAULT, EINVAL (flags), EMFILE, ENFILE
// Safety   MT-Safe, AS-Safe. AC-Safe: what was opened is in `ends`. No cancellation
//          point. errno is unchanged on success.
// Old      before Linux 2.6.27, or where a sandbox answers ENOSYS: pipe, with the flags set while fork
//          and posix_spawn are held; O_DIRECT is EINVAL then.
// Source   pipe2(2), POSIX.1-2024
NACRE_PUBLIC int pipe2(int ends[2], int flags) {
  const auto made = flags == 0 ? sys::pipe(ends) : sys::pipe2(ends, flags);
  return answer(with_fallback<is_missing, make_by_pipe>(made, kFlags, flags, ends));
}

}  // namespace nacre::fd
