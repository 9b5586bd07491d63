// SPDX-License-Identifier: MIT
// What the folder of an architecture must provide to the other files of sysdeps/linux/, checked by the
// compiler. libc/ does not use these names.
#pragma once
#include <raw_syscall.hpp>
#include <vgetrandom_abi.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// The system call instruction: no errno, no cancellation. Returns a value, or a negative error number.
// Arguments that are left out are 0.
static_assert(
    is<decltype(raw_syscall), long(long number, long a, long b, long c, long d, long e, long f)>);

// The name and the version of getrandom in the vDSO, and its type.
static_assert(sizeof kVgetrandomSymbol > 1 && sizeof kVgetrandomVersion > 1);
static_assert(is<decltype(call_vgetrandom),
                 Result<size_t>(VgetrandomFunction* function, void* buffer, size_t length,
                                unsigned flags, void* state, size_t state_size)>);

// What callers use in place of the function: the function itself, or a stub that jumps to it. Called
// once per process at least; several threads may call it at once with the same function.
static_assert(is<decltype(entry_for), VgetrandomFunction*(VgetrandomFunction* function)>);

// The type of a word of DT_HASH in the vDSO: 8 bytes on s390x, 4 elsewhere.
static_assert(sizeof(VdsoHashWord) == 4 || sizeof(VdsoHashWord) == 8);

}  // namespace nacre::sys
