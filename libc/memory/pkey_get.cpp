// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/mman.h>

#include "support/export.hpp"
#include "sysdeps/contract/protection_keys.hpp"

namespace nacre::memory {

// int pkey_get(int key)
//
// Returns the rights of the calling thread for pages that are marked with `key`. It makes no system
// call.
//
// Returns  the rights that pkey_set or pkey_alloc has set, or -1 with the same errno as pkey_set
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels  same as for pkey_set
// Source   pkeys(7)
NACRE_PUBLIC int pkey_get(int key) {
  const auto answer = sys::key_rights(key);
  if (answer.ok()) return static_cast<int>(answer.value());
  errno = answer.error();
  return -1;
}

}  // namespace nacre::memory
