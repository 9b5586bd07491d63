// SPDX-License-Identifier: MIT
// The ChaCha20 backends of an architecture: the instruction sets for which it has an implementation.
// Hazard key-outlives-draw in libc/random/HAZARDS.md says what an implementation must not do.
#pragma once
#include <chacha20_backend.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// All backends of the architecture, the fastest first. The last entry has a null name; it is the only
// one where the architecture has no backend.
static_assert(is<decltype(chacha20_backends), const ChaCha20Backend[]>);

// A backend: its name in NACRE_RANDOM and in reports; from how many bytes on it is faster than the vDSO;
// the features it needs; and the function, which writes `length` bytes of key stream to `out`. The key
// has 32 bytes. `start` is the first counter and nonce, 16 bytes, aligned to 16. `length` is at
// least 64.
static_assert(is<decltype(ChaCha20Backend::name), const char*>);
static_assert(is<decltype(ChaCha20Backend::min_length), size_t>);
static_assert(is<decltype(ChaCha20Backend::features), unsigned>);
static_assert(is<decltype(ChaCha20Backend::expand), Expand*>);
static_assert(is<Expand, void(const unsigned char* key, const unsigned char* start, unsigned char* out,
                              size_t length)>);

// The features that the processor has and whose registers the kernel saves. Takes microseconds in a
// virtual machine, so ask once. Call it only after the process has started.
static_assert(is<decltype(vector_features), unsigned()>);

// Whether these features suffice for a backend.
static_assert(is<decltype(is_usable), bool(const ChaCha20Backend& backend, unsigned features)>);

}  // namespace nacre::sys
