// SPDX-License-Identifier: MIT
// getrandom in the vDSO (Linux 6.11): a function of the kernel that generates random bytes in user space
// from a state that the caller provides.
#pragma once
#include <vgetrandom.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// The only Vgetrandom object of the process. It contains the function and its parameters.
static_assert(is<decltype(vgetrandom), Vgetrandom>);

// Returns the function if an earlier find() found it, otherwise null. Cheap: one load.
static_assert(is<decltype(&Vgetrandom::known), VgetrandomFunction* (Vgetrandom::*)() const>);

// Searches for the function, unless a search has ended before. Returns null if this process cannot use
// it; all later calls then return null too. Call it only after the process has started. Several threads
// may call it at once.
static_assert(is<decltype(&Vgetrandom::find), VgetrandomFunction* (Vgetrandom::*)()>);

// Returns why the function is unavailable. `none` if it is available, and before a search has ended.
static_assert(is<decltype(&Vgetrandom::unavailable_reason), UnavailableReason (Vgetrandom::*)() const>);

// Return the parameters that the function requires: the size of one state in bytes, and the protection
// and the flags for mapping the pages of states. Valid after known() or find() returned a function.
static_assert(is<decltype(&Vgetrandom::state_size), size_t (Vgetrandom::*)() const>);
static_assert(is<decltype(&Vgetrandom::protection), unsigned (Vgetrandom::*)() const>);
static_assert(is<decltype(&Vgetrandom::map_flags), unsigned (Vgetrandom::*)() const>);

// Calls the function with a state of `state_size` bytes. Returns the number of bytes that it wrote, or
// an error of getrandom(2). If `buffer` is not writable memory, the thread gets SIGSEGV instead of
// EFAULT. Not a cancellation point.
static_assert(is<decltype(call_vgetrandom),
                 Result<size_t>(VgetrandomFunction* function, void* buffer, size_t length,
                                unsigned flags, void* state, size_t state_size)>);

// The size of a cache line in bytes, a power of two. States of different threads are in different lines,
// because a shared line is slow.
static_assert(kCacheLine >= 32 && (kCacheLine & (kCacheLine - 1)) == 0);

}  // namespace nacre::sys
