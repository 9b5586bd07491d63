// SPDX-License-Identifier: MIT
#include <errno.h>
#include <unistd.h>
#include <descriptors.hpp>
#include <forks.hpp>

#include "libc/fd/flags.hpp"
#include "libc/support/export.hpp"

namespace nacre::fd {
namespace {

Result<int> make_by_call(int* ends, int flags) {
  return flags == 0 ? sys::pipe(ends) : sys::pipe2(ends, flags);
}

// While forks are held.
[[gnu::cold, gnu::noinline]] Result<int> make_without_call(int* ends, int flags) {
  if ((flags & ~kFlags) != 0) return Result<int>::failure(EINVAL);
  const auto made = sys::pipe(ends);
  if (!made.ok()) return made;
  set_flags(ends[0], flags);
  set_flags(ends[1], flags);
  return made;
}

int at_the_edge(Result<int> made) {
  if (made.ok()) return 0;
  errno = made.error();
  return -1;
}

}  // namespace

// int pipe2(int ends[2], int flags)
//
// A pipe: ends[0] is read from, ends[1] written to.
//
// flags    of O_CLOEXEC, O_NONBLOCK, O_DIRECT
// Returns  0, or -1 with errno EFAULT, EINVAL (flags), EMFILE, ENFILE
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Old      before Linux 2.6.27, or where a sandbox answers ENOSYS: pipe, with the flags set while fork
//          and posix_spawn are held; O_DIRECT is EINVAL then.
// Source   pipe2(2), POSIX.1-2024
NACRE_PUBLIC int pipe2(int ends[2], int flags) {
  auto made = make_by_call(ends, flags);
  if (is_missing(made)) {
    const sys::NoForks no_forks;
    made = make_without_call(ends, flags);
  }
  return at_the_edge(made);
}

// For posix_spawn, which holds forks itself already.
NACRE_HOOK int __nacre_pipe2_amid_spawn(int ends[2], int flags) {
  auto made = make_by_call(ends, flags);
  if (is_missing(made)) made = make_without_call(ends, flags);
  return at_the_edge(made);
}

}  // namespace nacre::fd
