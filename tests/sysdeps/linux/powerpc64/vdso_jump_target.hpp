// SPDX-License-Identifier: MIT
// Selects the code that runs when a test replaces the vDSO's getrandom by a C++ function
// (tests/support/vdso_patch.hpp), on powerpc64.
#pragma once

namespace test {

// Returns the address to which nacre_vdso_jump of vdso_code.cpp must jump so that `function` runs. The
// code there calls the function, and converts a negative errno to the convention of the vDSO.
extern "C" void* nacre_function_from_vdso;
extern "C" long nacre_vdso_jump_target();
template <class Function>
auto vdso_jump_target(Function* function) {
  nacre_function_from_vdso = reinterpret_cast<void*>(function);
  return &nacre_vdso_jump_target;
}

}  // namespace test
