// SPDX-License-Identifier: MIT
// Checks that the directory of an architecture declares all names that the other files of sysdeps/linux/
// use. libc/ does not use these names.
#pragma once
#include <raw_syscall.hpp>
#include <vgetrandom_abi.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// Executes the system call instruction. Does not change errno, and is not a cancellation point. Returns
// a value, or a negative error number. Omitted arguments are 0.
static_assert(
    is<decltype(raw_syscall), long(long number, long a, long b, long c, long d, long e, long f)>);

// The symbol name and the symbol version of getrandom in the vDSO, and a function that calls it.
static_assert(sizeof kVgetrandomSymbol > 1 && sizeof kVgetrandomVersion > 1);
static_assert(is<decltype(call_vgetrandom),
                 Result<size_t>(VgetrandomFunction* function, void* buffer, size_t length,
                                unsigned flags, void* state, size_t state_size)>);

// Returns the function that the libc calls for random bytes: `function` itself, or assembly code that
// prepares the registers and jumps to it (x86_64/vgetrandom_entry.cpp). Several threads may call
// entry_for at the same time with the same function.
static_assert(is<decltype(entry_for), VgetrandomFunction*(VgetrandomFunction* function)>);

// The type of a word of DT_HASH in the vDSO: 8 bytes on s390x, 4 elsewhere.
static_assert(sizeof(VdsoHashWord) == 4 || sizeof(VdsoHashWord) == 8);

}  // namespace nacre::sys
