// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>
#include <nacre/random.h>
#include <sys/random.h>

namespace test {

// Does this kernel give draws a state, or is each a system call?
inline bool have_states() {
  unsigned char byte = 0;
  nacre_random_report report;
  return getrandom(&byte, 1, 0) == 1 && nacre_random_describe(&report, sizeof report) == 0 &&
         report.states > 0;
}

}  // namespace test

// For tests of what only a kernel with the vDSO's getrandom can show.
#define NEEDS_STATES() \
  if (!test::have_states()) GTEST_SKIP() << "this kernel has no vDSO getrandom, or no memory for it"
