// SPDX-License-Identifier: MIT
// Gives the address to which the overwritten vDSO getrandom jumps (tests/support/vdso_patch.hpp), on
// powerpc64. It is an assembly function, because the vDSO reports errors by another convention than the
// C++ function of a test.
#pragma once

namespace test {

// Returns the address of nacre_vdso_jump_target (vdso_code.cpp). That code calls `function`, and
// converts a negative errno to the convention of the vDSO.
extern "C" void* nacre_function_called_by_vdso;
extern "C" long nacre_vdso_jump_target();
template <class Function>
auto vdso_jump_target(Function* function) {
  nacre_function_called_by_vdso = reinterpret_cast<void*>(function);
  return &nacre_vdso_jump_target;
}

}  // namespace test
