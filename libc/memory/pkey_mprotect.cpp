// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/mman.h>

#include "support/export.hpp"
#include "sysdeps/contract/protection_keys.hpp"

namespace nacre::memory {

// int pkey_mprotect(void *addr, size_t length, int protection, int key)
//
// Changes the protection of pages, as mprotect does, and marks them with `key`.
//
// addr        page-aligned, unless key is -1
// length      in bytes
// protection  PROT_ flags
// key         from pkey_alloc; or 0, which is the initial key of readable pages; or -1, to call only
//             mprotect
// Returns     0, or -1 with errno EINVAL (key is not allocated, or addr is not page-aligned),
//             EACCES, ENOMEM, ENOSYS
// Safety      MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels     before Linux 4.9: ENOSYS, except for the key -1
// Source      pkey_mprotect(2)
NACRE_PUBLIC int pkey_mprotect(void* addr, size_t length, int protection, int key) {
  if (key == -1) return mprotect(addr, length, protection);
  const auto answer = sys::protect_by_key(addr, length, protection, key);
  if (answer.ok()) return 0;
  errno = answer.error();
  return -1;
}

}  // namespace nacre::memory
