// SPDX-License-Identifier: MIT
// The table of ChaCha20 backends of s390x.
#include <chacha20_backend.hpp>

#include <elf.h>
#include <chacha20_functions.hpp>
#include <process.hpp>

namespace nacre::sys {

constexpr unsigned kVector = 1;

// The kernel sets the bit kHasVectors of AT_HWCAP if programs may use the vector registers.
unsigned vector_features() {
  constexpr unsigned long kHasVectors = 1 << 11;
  return (auxiliary_value(AT_HWCAP) & kHasVectors) != 0 ? kVector : 0;
}

// From 128 bytes (two blocks) on, the backend was faster than the vDSO, which generates one block at a
// time. This was measured only under QEMU, so real processors can differ.
const ChaCha20Backend chacha20_backends[] = {{"vector", 128, kVector, expand_vector}, {}};

}  // namespace nacre::sys
