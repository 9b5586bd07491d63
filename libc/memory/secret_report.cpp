// SPDX-License-Identifier: MIT
#include <nacre/secret.h>

#include "libc/memory/secret.hpp"
#include "support/export.hpp"

namespace nacre::memory {

// <nacre/secret.h> documents these functions.

NACRE_PUBLIC size_t nacre_secret_size(const void* secret) {
  const SecretLabel* const label = label_of(secret);
  return label == nullptr ? 0 : label->size;
}

NACRE_PUBLIC enum nacre_secret_memory nacre_secret_kind(const void* secret) {
  const SecretLabel* const label = label_of(secret);
  if (label == nullptr) return NACRE_SECRET_NONE;
  return label->unavailable == 0 ? NACRE_SECRET_MEMFD : NACRE_SECRET_LOCKED;
}

NACRE_PUBLIC int nacre_secret_refusal(const void* secret) {
  const SecretLabel* const label = label_of(secret);
  return label == nullptr ? 0 : label->unavailable;
}

}  // namespace nacre::memory
