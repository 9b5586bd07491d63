// SPDX-License-Identifier: MIT
// The empty table of ChaCha20 backends, for an architecture without backends. A backend for a new
// architecture must keep the sixteen words of a block in registers (hazard key-outlives-draw in
// libc/random/HAZARDS.md), and must be faster than the vDSO's getrandom for long outputs.
#include <chacha20_backend.hpp>

namespace nacre::sys {

const ChaCha20Backend chacha20_backends[] = {{}};
unsigned vector_features() { return 0; }

}  // namespace nacre::sys
