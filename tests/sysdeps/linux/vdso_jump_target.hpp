// SPDX-License-Identifier: MIT
#pragma once

namespace test {

// Returns the address that nacre_code_jumps jumps to: here, the function itself.
template <class Function>
Function* vdso_jump_target(Function* function) {
  return function;
}

}  // namespace test
