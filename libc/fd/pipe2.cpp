// SPDX-License-Identifier: MIT
#include <errno.h>
#include <unistd.h>

#include "libc/fd/flags.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/descriptors.hpp"
#include "sysdeps/contract/forks.hpp"

namespace nacre::fd {
namespace {

Result<int> make_pipe(int* ends, int flags) {
  return flags == 0 ? sys::pipe(ends) : sys::pipe2(ends, flags);
}

[[gnu::cold, gnu::noinline]] Result<int> make_without_call(int* ends, int flags) {
  if ((flags & ~kFlags) != 0) return Result<int>::failure(EINVAL);
  const sys::NoForks no_forks;
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
  auto made = make_pipe(ends, flags);
  if (is_missing(made)) made = make_without_call(ends, flags);
  if (made.ok()) return 0;
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
