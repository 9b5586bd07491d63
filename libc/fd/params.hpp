// SPDX-License-Identifier: MIT
// Reads the additional parameters of nacre_indirect. The caller may have been compiled with an older or
// newer version of the structure, which is shorter or longer.
#pragma once
#include <errno.h>
#include <nacre/indirect.h>
#include <stddef.h>

#include "support/result.hpp"

namespace nacre::fd {

// The layout is an ABI. Programs and libraries of different versions share it, and so does a kernel with
// the system call sys_indirect (kernel/patches).
static_assert(sizeof(indirect_registers) == 56 && offsetof(indirect_registers, arguments) == 8);
static_assert(offsetof(indirect_params, file_flags.flags) == 0 && NACRE_INDIRECT_LONGEST == 4096);

// The member of the union that this library supports. The union may have more members if it is defined
// by <linux/indirect.h> of a kernel with sys_indirect.
using FileFlags = decltype(indirect_params::file_flags);
static_assert(sizeof(FileFlags) == 4);

// Copies the caller's block of `size` bytes to `known`. Fields that a shorter block lacks become zeros.
// Additional bytes of a longer block must be zeros; otherwise the result is E2BIG. Each byte is read
// once, so that another thread cannot change it after the check.
inline Result<size_t> read_params(FileFlags& known, const void* block, size_t size) {
  if (size > NACRE_INDIRECT_LONGEST) return Result<size_t>::failure(E2BIG);
  known = {};
  if (block == nullptr) return Result<size_t>::success(0);
  const auto* const bytes = static_cast<const unsigned char*>(block);
  auto* const to = reinterpret_cast<unsigned char*>(&known);
  for (size_t i = 0; i < size; ++i) {
    if (i < sizeof known) to[i] = bytes[i];
    if (i >= sizeof known && bytes[i] != 0) return Result<size_t>::failure(E2BIG);
  }
  return Result<size_t>::success(size);
}

}  // namespace nacre::fd
