// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>
#include <nacre/indirect.h>
#include <stddef.h>

#include "support/result.hpp"

namespace nacre::fd {

// The layout is for a kernel to share, and for programs and libraries of different ages.
static_assert(sizeof(indirect_registers) == 56 && offsetof(indirect_registers, arguments) == 8);
static_assert(offsetof(indirect_params, file_flags.flags) == 0 && NACRE_INDIRECT_LONGEST == 4096);

// What of a block this library knows: headers of a kernel may know of more.
using FileFlags = decltype(indirect_params::file_flags);
static_assert(sizeof(FileFlags) == 4);

// Copies a caller's block of `size` bytes: zeros for what it is too short for, and zeros in what is too
// long for this library, or E2BIG. It is read once, so nobody changes what was judged.
inline Result<size_t> read_params(FileFlags& own, const void* block, size_t size) {
  if (size > NACRE_INDIRECT_LONGEST) return Result<size_t>::failure(E2BIG);
  own = {};
  if (block == nullptr) return Result<size_t>::success(0);
  const auto* const bytes = static_cast<const unsigned char*>(block);
  auto* const to = reinterpret_cast<unsigned char*>(&own);
  for (size_t i = 0; i < size; ++i) {
    if (i < sizeof own) to[i] = bytes[i];
    if (i >= sizeof own && bytes[i] != 0) return Result<size_t>::failure(E2BIG);
  }
  return Result<size_t>::success(size);
}

}  // namespace nacre::fd
