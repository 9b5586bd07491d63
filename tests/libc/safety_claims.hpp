// SPDX-License-Identifier: MIT
// The promises that manual pages make in their section ATTRIBUTES, about cancellation, signal handlers
// and errno. The script make-safety-claims generates safety_claims() from the pages, with one element
// for each documented function. safety_test.cpp tests the promises.
#pragma once
#include <ostream>
#include <vector>

namespace test {

enum class Errno { kMayChange, kUnchangedOnSuccess, kUnchanged };

struct SafetyClaim {
  const char* function;
  bool is_cancellation_point;
  bool is_async_signal_safe;
  bool is_async_cancel_safe;
  Errno effect_on_errno;
};
inline void PrintTo(const SafetyClaim& claim, std::ostream* out) { *out << claim.function; }

std::vector<SafetyClaim> safety_claims();

}  // namespace test
