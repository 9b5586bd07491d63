// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre::sys {

// ChaCha20's key stream, as support/chacha20.hpp says: of `key`, 32 bytes, from the block that
// `start` counts, 16 bytes on a boundary of 16, into `out`; a block of 64 bytes at least.
using Expand = void(const unsigned char* key, const unsigned char* start, unsigned char* out,
                    size_t length);

// One way in which a processor may do that.
struct Width {
  const char* name;
  // From so many bytes on, a key of 32 bytes drawn from the vDSO and expanded costs less than as many
  // bytes drawn from the vDSO: `make thresholds` measures it.
  size_t least;
  unsigned features;  // of processor and kernel that it needs: bits of width_features()
  Expand* expand;
};

// All that this architecture has, the widest first; the last has no name.
extern const Width widths[];

// What this processor has and this kernel keeps for a thread. Slow in virtual machines: to be asked
// once.
unsigned width_features();

inline bool is_usable(const Width& width, unsigned features) {
  return (width.features & ~features) == 0;
}

}  // namespace nacre::sys
