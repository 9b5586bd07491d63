// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/mman.h>
#include <key_rights.hpp>

#include "support/export.hpp"

namespace nacre::memory {

// int pkey_set(int key, unsigned rights)
//
// What this thread may do with pages that bear `key`. No system call.
//
// rights   0, or of PKEY_DISABLE_ACCESS and PKEY_DISABLE_WRITE
// Returns  0, or -1 with errno EINVAL (key or rights that no processor of this kind has; that a key is
//          allocated is not checked), ENOSYS (this processor or kernel has no keys)
// Safety   MT-Safe: of this thread alone. AS-Safe, but what a signal handler sets is undone at its
//          return. AC-Safe. No cancellation point. errno is unchanged on success.
// Old      ENOSYS where the kernel does not keep the register for threads: before Linux 4.6. glibc ends
//          the process by SIGILL there.
// Source   pkeys(7)
NACRE_PUBLIC int pkey_set(int key, unsigned rights) {
  const auto answer = sys::set_key_rights(key, rights);
  if (answer.ok()) return 0;
  errno = answer.error();
  return -1;
}

}  // namespace nacre::memory
