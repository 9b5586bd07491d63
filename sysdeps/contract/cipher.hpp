// SPDX-License-Identifier: MIT
// The ChaCha20 backends of an architecture. A backend is an implementation for one instruction set. It
// must not store the key or a value computed from it, except the output, and must clear its registers at
// the end (hazard key-outlives-draw in libc/random/HAZARDS.md).
#pragma once
#include <chacha20_backend.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// All backends of the architecture, fastest first. An entry with a null name ends the array. An
// architecture without backends has only this entry.
static_assert(is<decltype(chacha20_backends), const ChaCha20Backend[]>);

// The members of a backend:
// - `name`: the name in NACRE_RANDOM and in reports.
// - `min_length`: the length in bytes from which the backend is faster than the vDSO's getrandom.
// - `features`: the bits of vector_features() that the backend needs.
// - `expand`: writes `length` bytes (at least 64) of ChaCha20 key stream to `out`. The key has 32 bytes.
//   `start` has 16 bytes, aligned to 16: the counter and the nonce of the first block.
static_assert(is<decltype(ChaCha20Backend::name), const char*>);
static_assert(is<decltype(ChaCha20Backend::min_length), size_t>);
static_assert(is<decltype(ChaCha20Backend::features), unsigned>);
static_assert(is<decltype(ChaCha20Backend::expand), Expand*>);
static_assert(is<Expand, void(const unsigned char* key, const unsigned char* start, unsigned char* out,
                              size_t length)>);

// Returns the usable vector features: the processor has them, and the kernel saves their registers for
// each thread. Call it only once, because CPUID takes microseconds in a virtual machine, and only after
// the process has started.
static_assert(is<decltype(vector_features), unsigned()>);

// Returns whether `features` include all features that the backend needs.
static_assert(is<decltype(is_usable), bool(const ChaCha20Backend& backend, unsigned features)>);

}  // namespace nacre::sys
