// SPDX-License-Identifier: MIT
// The table of ChaCha20 backends of aarch64.
#include <chacha20_backend.hpp>

#include <chacha20_functions.hpp>

namespace nacre::sys {

// NEON needs no detection. A backend runs only after the vDSO's getrandom has returned a key, and that
// function fails on a processor without NEON.
unsigned vector_features() { return 0; }

// From 128 bytes (two blocks) on, the backend was faster than the vDSO, which generates one block at a
// time. This was measured only under QEMU, so real processors can differ.
const ChaCha20Backend chacha20_backends[] = {{"neon", 128, 0, expand_neon}, {}};

}  // namespace nacre::sys
