// SPDX-License-Identifier: MIT
#pragma once

namespace test {

// The function that the code that jumps out of the vDSO comes to, by a way that makes of a negative
// errno what the vDSO's function tells of an error.
extern "C" void* nacre_function_from_vdso;
extern "C" long nacre_vdso_jump_target();
template <class Function>
auto vdso_jump_target(Function* function) {
  nacre_function_from_vdso = reinterpret_cast<void*>(function);
  return &nacre_vdso_jump_target;
}

}  // namespace test
