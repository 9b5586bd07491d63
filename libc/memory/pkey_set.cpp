// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/mman.h>

#include "support/export.hpp"
#include "sysdeps/contract/protection_keys.hpp"

namespace nacre::memory {

// int pkey_set(int key, unsigned rights)
//
// Sets the rights of the calling thread for pages that are marked with `key`. It makes no system call.
//
// rights   0, or the bitwise OR of PKEY_DISABLE_ACCESS and PKEY_DISABLE_WRITE
// Returns  0, or -1 with errno EINVAL (`key` is not in the range of the architecture, which is 0 to 15
//          on x86, or `rights` has other bits; a key that is not allocated is not an error), ENOSYS (the
//          processor, the kernel or nacre has no keys on this architecture)
// Safety   MT-Safe: affects only the calling thread. AS-Safe, but the rights are restored when a signal
//          handler returns. AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels  before Linux 4.6, it fails with ENOSYS, because the kernel does not save the register with
//          the rights when it switches threads. glibc's function ends the process with SIGILL there.
// Source   pkeys(7)
NACRE_PUBLIC int pkey_set(int key, unsigned rights) {
  const auto answer = sys::set_key_rights(key, rights);
  if (answer.ok()) return 0;
  errno = answer.error();
  return -1;
}

}  // namespace nacre::memory
