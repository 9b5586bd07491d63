// SPDX-License-Identifier: MIT
// What tests need to know of this architecture: the vDSO's clock function, and the registers of a
// stopped or interrupted program.
#pragma once
#include <ucontext.h>

namespace test {

// A function that every vDSO of this architecture has.
inline constexpr char kClockVersion[] = "LINUX_5.10", kClockSymbol[] = "__vdso_clock_gettime";

// The index of the stack pointer in NT_PRSTATUS.
inline constexpr int kStackPointer = 3;

// Accessors of a signal handler's context: the interrupted address, and the arguments and the result of
// a trapped system call.
inline unsigned long interrupted_at(const ucontext_t& context) { return context.uc_mcontext.__pc; }
inline long trapped_argument(const ucontext_t& context, int index) {
  return static_cast<long>(context.uc_mcontext.__gregs[4 + index]);
}
inline void answer_trapped(ucontext_t& context, long answer) {
  context.uc_mcontext.__gregs[4] = static_cast<unsigned long>(answer);
}

}  // namespace test
