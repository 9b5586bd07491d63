// SPDX-License-Identifier: MIT
#include <chacha20_backend.hpp>

#include <elf.h>
#include <chacha20_backends.hpp>
#include <process.hpp>

namespace nacre::sys {

constexpr unsigned kVector = 1;

// Of what the kernel says that a thread may use (AT_HWCAP): the vector registers.
unsigned vector_features() {
  constexpr unsigned long kHasVectors = 1 << 11;
  return (auxiliary_value(AT_HWCAP) & kHasVectors) != 0 ? kVector : 0;
}

// Two blocks, the least length at which expanding a key was faster than the vDSO, which generates one
// block after the other. Measured only under QEMU, so it says nothing about processors.
const ChaCha20Backend chacha20_backends[] = {{"vector", 128, kVector, expand_vector}, {}};

}  // namespace nacre::sys
