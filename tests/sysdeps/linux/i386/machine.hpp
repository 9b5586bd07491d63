// SPDX-License-Identifier: MIT
// What tests need to know of this architecture: the vDSO's clock function, and the registers of a
// stopped or interrupted program.
#pragma once
#include <ucontext.h>

namespace test {

// A function that every vDSO of this architecture has.
inline constexpr char kClockVersion[] = "LINUX_2.6", kClockSymbol[] = "__vdso_clock_gettime";

// The index of the stack pointer in NT_PRSTATUS.
inline constexpr int kStackPointer = 15;

// Accessors of a signal handler's context: the interrupted address, and the arguments and the result of
// a trapped system call.
inline unsigned long interrupted_at(const ucontext_t& context) {
  return static_cast<unsigned long>(context.uc_mcontext.gregs[REG_EIP]);
}
inline long trapped_argument(const ucontext_t& context, int index) {
  constexpr int kArguments[] = {REG_EBX, REG_ECX, REG_EDX, REG_ESI, REG_EDI, REG_EBP};
  return context.uc_mcontext.gregs[kArguments[index]];
}
inline void answer_trapped(ucontext_t& context, long answer) {
  context.uc_mcontext.gregs[REG_EAX] = answer;
}

}  // namespace test
