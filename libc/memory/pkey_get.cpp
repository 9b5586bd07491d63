// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/mman.h>
#include <key_rights.hpp>

#include "support/export.hpp"

namespace nacre::memory {

// int pkey_get(int key)
//
// Returns  what pkey_set has set for this thread, or pkey_alloc; or -1 with errno as pkey_set.
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Source   pkeys(7)
NACRE_PUBLIC int pkey_get(int key) {
  const auto answer = sys::key_rights(key);
  if (answer.ok()) return static_cast<int>(answer.value());
  errno = answer.error();
  return -1;
}

}  // namespace nacre::memory
