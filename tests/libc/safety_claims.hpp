// SPDX-License-Identifier: MIT
// The table of promises that manual pages make in their section ATTRIBUTES, about cancellation, signal
// handlers and errno. The build generates the table from the pages (tests/man/attributes.awk), so each
// documented function has a row.
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
  Errno on_return;
};
inline void PrintTo(const SafetyClaim& claim, std::ostream* out) { *out << claim.function; }

std::vector<SafetyClaim> safety_claims();

}  // namespace test
