// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/mman.h>
#include <syscall.hpp>

#include "support/export.hpp"

namespace nacre::memory {

// int pkey_mprotect(void *addr, size_t length, int protection, int key)
//
// mprotect, and from then on the pages bear `key`.
//
// addr, length  bytes; addr on a page's boundary
// protection    PROT_...
// key           of pkey_alloc; 0, which all pages bear at first; or -1, which is mprotect and works on
//               any kernel
// Returns       0, or -1 with errno EINVAL (key not allocated, addr), EACCES, ENOMEM, ENOSYS
// Safety        MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Old           before Linux 4.9: ENOSYS but for -1.
// Source        pkey_mprotect(2)
NACRE_PUBLIC int pkey_mprotect(void* addr, size_t length, int protection, int key) {
  if (key == -1) return mprotect(addr, length, protection);
  const auto answer = sys::protect_by_key(addr, length, protection, key);
  if (answer.ok()) return 0;
  errno = answer.error();
  return -1;
}

}  // namespace nacre::memory
