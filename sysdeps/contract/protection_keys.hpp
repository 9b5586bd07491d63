// SPDX-License-Identifier: MIT
// Memory protection keys (pkeys(7)). No function here changes errno or is a cancellation point.
#pragma once
#include <key_rights.hpp>
#include <memory.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Returns the restrictions of the calling thread for pages with this key: bits of PKEY_DISABLE_ACCESS
// and PKEY_DISABLE_WRITE. Makes no system call. EINVAL for a key outside the range of the architecture.
// ENOSYS if the processor or the kernel has no keys, and on architectures without an implementation.
static_assert(is<decltype(key_rights), Result<long>(int key)>);

// Sets these restrictions, for the calling thread only. The errors are those of key_rights, and EINVAL
// for unknown bits in `rights`. The compiler does not move memory accesses across the call.
static_assert(is<decltype(set_key_rights), Result<long>(int key, unsigned rights)>);

// pkey_mprotect(2): changes the protection of the pages and assigns the key to them. ENOSYS before
// Linux 4.9.
static_assert(
    is<decltype(protect_by_key), Result<size_t>(void* pages, size_t length, int protection, int key)>);

}  // namespace nacre::sys
