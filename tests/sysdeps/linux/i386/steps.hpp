// SPDX-License-Identifier: MIT
// A program's own single steps: SIGTRAP after each instruction while the trap flag is set.
#pragma once
#include <ucontext.h>

namespace test {

inline constexpr bool kHasSteps = true;

[[gnu::always_inline]] inline void start_steps() {
  __asm__ volatile("pushfl; orl $0x100,(%%esp); popfl" : : : "memory", "cc");
}
[[gnu::always_inline]] inline void stop_steps() {
  __asm__ volatile("pushfl; andl $~0x100,(%%esp); popfl" : : : "memory", "cc");
}
// By the handler of one.
inline void stop_steps(ucontext_t& context) { context.uc_mcontext.gregs[REG_EFL] &= ~0x100; }

}  // namespace test
