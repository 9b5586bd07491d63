// SPDX-License-Identifier: MIT
#include "libc/random/arc4random.hpp"

#include <stdint.h>
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::random {

// uint32_t arc4random(void)
//
// Returns a uniformly distributed 32-bit number.
//
// Errors   none. It waits until the kernel's generator is ready. If the kernel or a sandbox provides no
//          random bytes at all (ENOSYS before Linux 3.17, EPERM), it prints a message and calls abort().
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is never modified.
// Kernels  as for getrandom
// Source   arc4random(3) of OpenBSD and of glibc 2.36
NACRE_PUBLIC uint32_t arc4random() {
  uint32_t value;
  fill_or_die(&value, sizeof value);
  return value;
}

}  // namespace nacre::random
