// SPDX-License-Identifier: MIT
// Stubs for architectures whose programs cannot single-step themselves.
#pragma once
#include <ucontext.h>

namespace test {

inline constexpr bool kHasSteps = false;

inline void start_steps() {}
inline void stop_steps() {}
inline void stop_steps(ucontext_t&) {}

}  // namespace test
