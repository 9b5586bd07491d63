// SPDX-License-Identifier: MIT
#include <chacha20_backend.hpp>

#include <chacha20_backends.hpp>

namespace nacre::sys {

// Every kernel whose vDSO has the function for which keys are drawn says no to it without NEON.
unsigned vector_features() { return 0; }

// Two blocks, the least length at which expanding a key was faster than the vDSO, which generates one
// block after the other. Measured only under QEMU, so it says nothing about processors.
const ChaCha20Backend chacha20_backends[] = {{"neon", 128, 0, expand_neon}, {}};

}  // namespace nacre::sys
