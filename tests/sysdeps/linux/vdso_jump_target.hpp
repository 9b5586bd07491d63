// SPDX-License-Identifier: MIT
// Selects the code that runs when a test replaces the vDSO's getrandom by a C++ function
// (tests/support/vdso_patch.hpp). Only powerpc64 needs other code than this.
#pragma once

namespace test {

// Returns the address to which nacre_vdso_jump of vdso_code.cpp must jump so that `function` runs: the
// function itself.
template <class Function>
Function* vdso_jump_target(Function* function) {
  return function;
}

}  // namespace test
