// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>
#include <sys/random.h>

#include "tests/support/droppable.hpp"

namespace test {

// Does this kernel give draws a state, or is each a system call?
inline bool have_states() {
  unsigned char byte = 0;
  return getrandom(&byte, 1, 0) == 1 && droppable_bytes() > 0;
}

}  // namespace test

// For tests of what only a kernel with the vDSO's getrandom can show.
#define NEEDS_STATES() \
  if (!test::have_states()) GTEST_SKIP() << "this kernel has no vDSO getrandom, or no memory for it"
