// SPDX-License-Identifier: MIT
// What tests need to know of this architecture: the vDSO's clock function, and the registers of a
// stopped or interrupted program.
#pragma once
#include <ucontext.h>

namespace test {

// A function that every vDSO of this architecture has.
inline constexpr char kClockVersion[] = "LINUX_2.6.15", kClockSymbol[] = "__kernel_clock_gettime";

// The index of the stack pointer in NT_PRSTATUS.
inline constexpr int kStackPointer = 1;

// Accessors of a signal handler's context: the interrupted address, and the arguments and the result of
// a trapped system call.
inline unsigned long interrupted_at(const ucontext_t& context) {
  constexpr int kNextInstruction = 32;
  return context.uc_mcontext.gp_regs[kNextInstruction];
}
inline long trapped_argument(const ucontext_t& context, int index) {
  // The first argument's register may already contain the result. The kernel saves the argument in
  // orig_gpr3.
  constexpr int kOriginalGpr3 = 34;
  return static_cast<long>(context.uc_mcontext.gp_regs[index == 0 ? kOriginalGpr3 : 3 + index]);
}
inline void answer_trapped(ucontext_t& context, long answer) {
  // An error is a positive number with the summary overflow bit of the condition register.
  constexpr int kCondition = 38;
  constexpr unsigned long kSummaryOverflow = 0x10000000;
  auto& registers = context.uc_mcontext.gp_regs;
  registers[3] = static_cast<unsigned long>(answer < 0 ? -answer : answer);
  registers[kCondition] &= ~kSummaryOverflow;
  if (answer < 0) registers[kCondition] |= kSummaryOverflow;
}

}  // namespace test
