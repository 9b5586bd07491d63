// SPDX-License-Identifier: MIT
#include <nacre/secret.h>

#include "libc/memory/secret.hpp"
#include "support/erase.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/memory.hpp"

namespace nacre::memory {

// <nacre/secret.h> documents this function.
NACRE_PUBLIC void nacre_secret_free(void* secret) {
  const SecretLabel* const label = label_of(secret);
  if (label == nullptr) return;
  erase(secret, label->size);
  sys::unmap(const_cast<SecretLabel*>(label), label->mapped);
}

}  // namespace nacre::memory
