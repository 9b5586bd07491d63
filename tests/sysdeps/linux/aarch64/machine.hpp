// SPDX-License-Identifier: MIT
// What the tests must know of this architecture's registers.
#pragma once
#include <ucontext.h>

namespace test {

// A function that the vDSO has had for long.
inline constexpr char kClockVersion[] = "LINUX_2.6.39", kClockSymbol[] = "__kernel_clock_gettime";

// The stack pointer among the words of NT_PRSTATUS.
inline constexpr int kStackPointer = 31;

// Of what a signal handler interrupted: where it was, the arguments of a trapped system call, and its
// answer.
inline unsigned long interrupted_at(const ucontext_t& context) { return context.uc_mcontext.pc; }
inline long trapped_argument(const ucontext_t& context, int index) {
  return static_cast<long>(context.uc_mcontext.regs[index]);
}
inline void answer_trapped(ucontext_t& context, long answer) {
  context.uc_mcontext.regs[0] = static_cast<unsigned long>(answer);
}

}  // namespace test
