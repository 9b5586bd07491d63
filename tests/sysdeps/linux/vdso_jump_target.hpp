// SPDX-License-Identifier: MIT
#pragma once

namespace test {

// What the code that jumps out of the vDSO needs to come to a function: where calls are C calls, that.
template <class Function>
Function* vdso_jump_target(Function* function) {
  return function;
}

}  // namespace test
