// SPDX-License-Identifier: MIT
// A secret is a buffer from nacre_secret_alloc(). This file describes its mapping, which has four parts:
//
//   label     one page, which describes the other parts; read-only after it is written, and zeros in a
//             fork child
//   guard     one page without access
//   pages     the pages with the secret, which is at their end
//   guard     one page without access
#pragma once
#include <elf.h>
#include <stddef.h>
#include <stdint.h>

#include "sysdeps/contract/process.hpp"

namespace nacre::memory {

struct SecretLabel {
  const void* secret;  // the secret's address, which identifies a valid label
  size_t size;
  size_t mapped;    // length of all four parts
  int unavailable;  // why the memory is not from memfd_secret: an error number; 0 if it is
};

inline size_t page_size() { return sys::auxiliary_value(AT_PAGESZ); }

struct SecretLayout {
  static constexpr size_t kAlignment = 16;
  static constexpr size_t kMost = SIZE_MAX / 2;  // far below the length at which sums overflow

  size_t page, size;

  size_t pages_at() const { return 2 * page; }
  size_t pages_length() const { return (size + page - 1) & ~(page - 1); }
  size_t secret_at() const {
    return pages_at() + pages_length() - ((size + kAlignment - 1) & ~(kAlignment - 1));
  }
  size_t mapped() const { return pages_at() + pages_length() + page; }
};

// Returns the label of a secret. Returns null for a null pointer, and in a fork child for a secret of
// its parent. Any other pointer usually ends the process.
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
