// SPDX-License-Identifier: MIT
// NEEDS_VGETRANDOM: skips a test on a kernel without the vDSO's getrandom.
#pragma once
#include <gtest/gtest.h>
#include <nacre/random.h>
#include <sys/random.h>

namespace test {

// Returns whether draws use a state of the vDSO's getrandom. Otherwise, each draw is a system call.
inline bool have_states() {
  unsigned char byte = 0;
  nacre_random_report report;
  return getrandom(&byte, 1, 0) == 1 && nacre_random_describe(&report, sizeof report) == 0 &&
         report.states > 0;
}

}  // namespace test

// Skips the test if draws use no state.
#define NEEDS_VGETRANDOM() \
  if (!test::have_states()) GTEST_SKIP() << "this kernel has no vDSO getrandom, or no memory for it"
