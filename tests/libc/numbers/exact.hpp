// SPDX-License-Identifier: MIT
// Reaches musl's exact conversions, which nacre's fast ones are compared with.
#pragma once

namespace nacre::test {

// While an object of this class exists, strtod, scanf and printf of this thread use only the exact
// conversions. strtod itself does not: call exact_strtod of sysdeps/contract/numbers.hpp.
class ExactOnly {
 public:
  ExactOnly();
  ~ExactOnly();
};

// The number of conversions of this thread that the fast functions did, and the number that they left to
// the exact ones. Counts only the calls by musl.
struct HookCalls {
  unsigned long long fast, exact;
};
extern thread_local HookCalls hook_calls;

}  // namespace nacre::test
