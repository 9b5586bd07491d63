// SPDX-License-Identifier: MIT
// Where a secret and what is known of it lie: one mapping of four parts.
//
//   label     a page, not writable once made, which says what follows; zeros in a forked child
//   guard     a page without access
//   pages     of the secret, at whose end it lies
//   guard     a page without access
#pragma once
#include <elf.h>
#include <stddef.h>
#include <stdint.h>

#include "sysdeps/contract/process.hpp"

namespace nacre::memory {

struct SecretLabel {
  const void* secret;  // where it is: so nothing else is taken for a label
  size_t size;
  size_t mapped;  // of all four parts
  int refusal;    // why it is not memfd_secret's memory; 0 where it is
};

inline size_t page_size() { return sys::auxiliary_value(AT_PAGESZ); }

struct SecretLayout {
  static constexpr size_t kBoundary = 16;
  static constexpr size_t kMost = SIZE_MAX / 2;  // far below where the sums overflow

  size_t page, size;

  size_t pages_at() const { return 2 * page; }
  size_t pages_length() const { return (size + page - 1) & ~(page - 1); }
  size_t secret_at() const {
    return pages_at() + pages_length() - ((size + kBoundary - 1) & ~(kBoundary - 1));
  }
  size_t mapped() const { return pages_at() + pages_length() + page; }
};

// The label of a secret: null where there is none, or in a child whose parent's it is. A pointer that is
// neither must not be followed any further.
inline const SecretLabel* label_of(const void* secret) {
  if (secret == nullptr) return nullptr;
  // A secret begins in the first of its pages.
  const size_t page = page_size();
  const auto pages = reinterpret_cast<uintptr_t>(secret) & ~(page - 1);
  const auto* const label = reinterpret_cast<const SecretLabel*>(pages - 2 * page);
  if (label->secret == nullptr) return nullptr;
  if (label->secret != secret) __builtin_trap();
  return label;
}

}  // namespace nacre::memory
