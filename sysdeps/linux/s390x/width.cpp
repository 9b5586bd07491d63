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

// Under QEMU alone has it been measured, which says nothing of processors: two blocks, which is the
// least that they do sooner together than the vDSO does one after the other.
const Width widths[] = {{"vector", 128, kVector, expand_vector}, {}};

}  // namespace nacre::sys
