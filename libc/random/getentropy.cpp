// SPDX-License-Identifier: MIT
#include <errno.h>
#include <unistd.h>

#include "libc/random/draw.hpp"
#include "support/export.hpp"

namespace nacre::random {

// int getentropy(void *buffer, size_t length)
//
// Fills `buffer` with `length` random bytes. It waits until the kernel's generator is ready, and is not
// interrupted by signal handlers.
//
// length   in bytes, at most 256
// Returns  0, or -1 with errno EIO (a length above 256, or a sandbox provides no bytes), EFAULT (a null
//          buffer with a length other than 0), ENOSYS (before Linux 3.17), or the error of a sandbox
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels  as for getrandom
// Source   POSIX.1-2024. For a length above 256, POSIX requires EINVAL; musl and glibc return EIO.
NACRE_PUBLIC int getentropy(void* buffer, size_t length) {
  constexpr size_t kMost = 256;
  const auto answer = length <= kMost ? fill(buffer, length) : Result<size_t>::failure(EIO);
  if (answer.ok()) return 0;
  errno = answer.error();
  return -1;
}

}  // namespace nacre::random
