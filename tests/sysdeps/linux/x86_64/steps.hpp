// SPDX-License-Identifier: MIT
// Lets a program single-step itself. While the trap flag is set, each instruction raises SIGTRAP.
#pragma once
#include <ucontext.h>

namespace test {

inline constexpr bool kHasSteps = true;

[[gnu::always_inline]] inline void start_steps() {
  __asm__ volatile("pushfq; orq $0x100,(%%rsp); popfq" : : : "memory", "cc");
}
[[gnu::always_inline]] inline void stop_steps() {
  __asm__ volatile("pushfq; andq $~0x100,(%%rsp); popfq" : : : "memory", "cc");
}
// Stops the steps from the handler of SIGTRAP.
inline void stop_steps(ucontext_t& context) { context.uc_mcontext.gregs[REG_EFL] &= ~0x100L; }

}  // namespace test
