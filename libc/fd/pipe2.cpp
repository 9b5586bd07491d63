// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/with_fallback.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::fd {
namespace {

Result<int> pipe_then_set_flags(const NoNewChild&, int flags, int* ends) {
  const auto result = sys::pipe(ends);
  if (!result.ok()) return result;
  set_flags(ends[0], flags);
  set_flags(ends[1], flags);
  return result;
}

}  // namespace

// int pipe2(int ends[2], int flags)
//
// Creates a pipe, and sets flags on its descriptors in the same step.
//
// ends     where the descriptors are stored: ends[0] is the read end, ends[1] is the write end
// flags    0, or the bitwise OR of O_CLOEXEC, O_NONBLOCK, O_DIRECT
// Returns  0, or -1 with errno EFAULT, EINVAL (flags), EMFILE, ENFILE
// Safety   MT-Safe, AS-Safe. AC-Safe: descriptors that were created are in `ends`. No cancellation
//          point. errno is unchanged on success.
// Kernels  before Linux 2.6.27, and in a sandbox that returns ENOSYS, it calls pipe and then sets the
//          flags. fork and posix_spawn in other threads wait until both steps are done. In this case,
//          O_DIRECT fails with EINVAL.
// Source   pipe2(2), POSIX.1-2024
NACRE_PUBLIC int pipe2(int ends[2], int flags) {
  const auto result = flags == 0 ? sys::pipe(ends) : sys::pipe2(ends, flags);
  return value_or_errno(
      with_fallback<is_missing, pipe_then_set_flags>(result, kDescriptorFlagMask, flags, ends));
}

}  // namespace nacre::fd
