// SPDX-License-Identifier: MIT
// Long draws, which are requests for many random bytes. A 32-byte key is drawn through the vDSO, and
// ChaCha20 expands it to the requested length, as the kernel does for a long getrandom system call. Each
// call draws a new key, and no bytes are kept between calls. So a call after a reseed of the kernel's
// generator, or after a snapshot was restored, returns new bytes (hazard bytes-outlive-reseed).
#pragma once

#include "libc/random/lease.hpp"
#include "sysdeps/contract/cipher.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {

// Fills the buffer. Returns false if the caller must fill the whole buffer by system call.
bool expand_on(const Lease& lease, sys::VgetrandomFunction* function,
               const sys::ChaCha20Backend& backend, void* buffer, size_t length, unsigned flags);

}  // namespace nacre::random
