// SPDX-License-Identifier: MIT
#include <errno.h>
#include <unistd.h>

#include "libc/random/draw.hpp"
#include "support/export.hpp"

namespace nacre::random {

// int getentropy(void *buffer, size_t length)
//
// Fills `buffer` with `length` random bytes, 256 at most.
//
// Returns  0, or -1 with errno EIO (more than 256 bytes), EFAULT (a null buffer with a length),
//          ENOSYS (before Linux 3.17), or what a sandbox answers. It waits until the kernel's
//          generator is ready, and through signals.
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Old      as getrandom.
// Source   POSIX.1-2024.
NACRE_PUBLIC int getentropy(void* buffer, size_t length) {
  constexpr size_t kMost = 256;
  const auto answer = length <= kMost ? fill(buffer, length) : Result<size_t>::failure(EIO);
  if (answer.ok()) return 0;
  errno = answer.error();
  return -1;
}

}  // namespace nacre::random
