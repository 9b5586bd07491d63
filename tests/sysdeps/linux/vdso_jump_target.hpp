// SPDX-License-Identifier: MIT
// Gives the address to which the overwritten vDSO getrandom jumps (tests/support/vdso_patch.hpp): the
// C++ function of the test. powerpc64/vdso_jump_target.hpp replaces this file, because the vDSO of
// powerpc64 reports errors by another convention.
#pragma once

namespace test {

template <class Function>
Function* vdso_jump_target(Function* function) {
  return function;
}

}  // namespace test
