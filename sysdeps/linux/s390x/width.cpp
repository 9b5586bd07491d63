// SPDX-License-Identifier: MIT
#include <width.hpp>

#include <elf.h>
#include <chacha20_widths.hpp>
#include <process.hpp>

namespace nacre::sys {

constexpr unsigned kVector = 1;

// Of what the kernel says that a thread may use (AT_HWCAP): the vector registers.
unsigned width_features() {
  constexpr unsigned long kHasVectors = 1 << 11;
  return (auxiliary_value(AT_HWCAP) & kHasVectors) != 0 ? kVector : 0;
}

// Two blocks, the least length at which expanding a key was faster than the vDSO, which generates one
// block after the other. Measured only under QEMU, so it says nothing about processors.
const Width widths[] = {{"vector", 128, kVector, expand_vector}, {}};

}  // namespace nacre::sys
