// SPDX-License-Identifier: MIT
#pragma once

namespace test {

// Returns the address that nacre_code_jumps jumps to. The code there calls the function, and converts a
// negative errno to the kernel's convention.
extern "C" void* nacre_function_from_vdso;
extern "C" long nacre_vdso_jump_target();
template <class Function>
auto vdso_jump_target(Function* function) {
  nacre_function_from_vdso = reinterpret_cast<void*>(function);
  return &nacre_vdso_jump_target;
}

}  // namespace test
