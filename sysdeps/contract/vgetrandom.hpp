// SPDX-License-Identifier: MIT
// getrandom in the vDSO (Linux 6.11): the kernel's function that generates random bytes in user space,
// from a state that the caller provides.
#pragma once
#include <vgetrandom.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// The one object of the process that knows the function and its parameters.
static_assert(is<decltype(vgetrandom), Vgetrandom>);

// The function when find() has found it before, otherwise null. One load.
static_assert(is<decltype(&Vgetrandom::known), VgetrandomFunction* (Vgetrandom::*)() const>);

// Looks for the function if no thread has done so yet. Null when this process cannot use it; the answer
// never changes then. Call it only after the process has started. Several threads may call it at once.
static_assert(is<decltype(&Vgetrandom::find), VgetrandomFunction* (Vgetrandom::*)()>);

// Why there is no function, once that is known. `none` before that, and where there is one.
static_assert(is<decltype(&Vgetrandom::unavailable_reason), UnavailableReason (Vgetrandom::*)() const>);

// What the function asked for: the size of one state in bytes, and the protection and the flags with
// which to map the pages of states. Valid when known() or find() returned a function.
static_assert(is<decltype(&Vgetrandom::state_size), size_t (Vgetrandom::*)() const>);
static_assert(is<decltype(&Vgetrandom::protection), unsigned (Vgetrandom::*)() const>);
static_assert(is<decltype(&Vgetrandom::map_flags), unsigned (Vgetrandom::*)() const>);

// Calls the function with a state of `state_size` bytes. Returns how many bytes it wrote, or an error
// as from getrandom(2). `buffer` must be writable memory. Not a cancellation point.
static_assert(is<decltype(call_vgetrandom),
                 Result<size_t>(VgetrandomFunction* function, void* buffer, size_t length,
                                unsigned flags, void* state, size_t state_size)>);

// The size of a cache line in bytes, a power of two. States of different threads must not share one.
static_assert(kCacheLine >= 32 && (kCacheLine & (kCacheLine - 1)) == 0);

}  // namespace nacre::sys
