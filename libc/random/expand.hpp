// SPDX-License-Identifier: MIT
// Draws of more than a few bytes: one key, drawn through the vDSO, expanded by ChaCha20. That is what
// the kernel does for a long read, so a reseed or a snapshot is honoured by each call all the same, and
// nothing is kept between calls (H27).
#pragma once

#include "libc/random/lease.hpp"
#include "sysdeps/contract/cipher.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {

// False when the system call must be asked for the whole of it.
bool expand_on(const Lease& lease, sys::VgetrandomFunction* function, const sys::Width& width,
               void* buffer, size_t length, unsigned flags);

}  // namespace nacre::random
