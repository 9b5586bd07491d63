// SPDX-License-Identifier: MIT
// The types of sysdeps/contract/cipher.hpp, which all architectures share.
#pragma once
#include <stddef.h>

namespace nacre::sys {

// Writes `length` bytes (at least 64) of ChaCha20 key stream to `out`. `key` has 32 bytes. `start` has
// 16 bytes, aligned to 16: the block counter and the nonce of the first block. See support/chacha20.hpp.
using Expand = void(const unsigned char* key, const unsigned char* start, unsigned char* out,
                    size_t length);

// An implementation of ChaCha20 for one instruction set.
struct ChaCha20Backend {
  const char* name;
  // The shortest request, in bytes, that uses this backend: it expands a 32-byte key from the vDSO. For
  // shorter requests, it is faster to take all bytes from the vDSO. Measured by `make thresholds`.
  size_t min_length;
  unsigned features;  // bits of vector_features() that the backend needs
  Expand* expand;
};

// The backends of this architecture, fastest first. An entry with a null name ends the array.
extern const ChaCha20Backend chacha20_backends[];

// Returns the usable vector features: the processor has them, and the kernel saves their registers for
// each thread. Call it once, because CPUID is slow in virtual machines.
unsigned vector_features();

inline bool is_usable(const ChaCha20Backend& backend, unsigned features) {
  return (backend.features & ~features) == 0;
}

}  // namespace nacre::sys
