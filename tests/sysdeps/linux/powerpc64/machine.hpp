// SPDX-License-Identifier: MIT
// What the tests must know of this architecture's registers.
#pragma once
#include <ucontext.h>

namespace test {

// A function that the vDSO has had for long.
inline constexpr char kClockVersion[] = "LINUX_2.6.15", kClockSymbol[] = "__kernel_clock_gettime";

// The stack pointer among the words of NT_PRSTATUS.
inline constexpr int kStackPointer = 1;

// Of what a signal handler interrupted: where it was, the arguments of a trapped system call, and its
// answer.
inline unsigned long interrupted_at(const ucontext_t& context) {
  return context.uc_mcontext.gp_regs[32];
}
inline long trapped_argument(const ucontext_t& context, int index) {
  // The first one's register may have the answer already; the kernel keeps what was in it.
  constexpr int kFirst = 34;
  return static_cast<long>(context.uc_mcontext.gp_regs[index == 0 ? kFirst : 3 + index]);
}
inline void answer_trapped(ucontext_t& context, long answer) {
  // An error is a positive number, and a bit of the condition register.
  constexpr int kCondition = 38;
  constexpr unsigned long kSummaryOverflow = 0x10000000;
  auto& registers = context.uc_mcontext.gp_regs;
  registers[3] = static_cast<unsigned long>(answer < 0 ? -answer : answer);
  registers[kCondition] &= ~kSummaryOverflow;
  if (answer < 0) registers[kCondition] |= kSummaryOverflow;
}

}  // namespace test
