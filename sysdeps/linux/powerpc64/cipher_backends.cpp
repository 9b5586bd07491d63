// SPDX-License-Identifier: MIT
// The table of ChaCha20 backends of powerpc64.
#include <chacha20_backend.hpp>

#include <chacha20_functions.hpp>

namespace nacre::sys {

// VSX needs no detection: every processor that runs little-endian programs has it.
unsigned vector_features() { return 0; }

// From 128 bytes (two blocks) on, the backend was faster than the vDSO, which generates one block at a
// time. This was measured only under QEMU, so real processors can differ.
const ChaCha20Backend chacha20_backends[] = {{"vsx", 128, 0, expand_vsx}, {}};

}  // namespace nacre::sys
