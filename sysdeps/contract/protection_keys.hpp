// SPDX-License-Identifier: MIT
// Memory protection keys (pkeys(7)). No function here changes errno or is a cancellation point.
#pragma once
#include <key_rights.hpp>
#include <memory.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// What the calling thread may not do with pages of this key: bits of PKEY_DISABLE_ACCESS and
// PKEY_DISABLE_WRITE. EINVAL for a key that no processor of this kind has. ENOSYS where the processor or
// the kernel has no keys, and on architectures whose register is not supported here. No system call.
static_assert(is<decltype(key_rights), Result<long>(int key)>);

// Sets them, for the calling thread only. Errors as above; EINVAL for other bits, too. Memory accesses
// before and after the call are not moved across it.
static_assert(is<decltype(set_key_rights), Result<long>(int key, unsigned rights)>);

// pkey_mprotect(2): mprotect, which also gives the pages this key. ENOSYS before Linux 4.9.
static_assert(
    is<decltype(protect_by_key), Result<size_t>(void* pages, size_t length, int protection, int key)>);

}  // namespace nacre::sys
