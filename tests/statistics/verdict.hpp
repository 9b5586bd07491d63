// SPDX-License-Identifier: MIT
// Runs one statistical test program on the build machine and reads its result.
#pragma once
#include <string>
#include <vector>

namespace nacre::statistics {

// unknown: a crash, a time-out or an output that cannot be read. duplicates() returns bad instead.
enum class Result { good, bad, unknown };

struct Verdict {
  Result result = Result::unknown;
  std::string figures;  // on one line
};

// What is tested: a backend of the random functions (a value of NACRE_RANDOM), or "default", and a fault
// that is injected into its output, if any.
struct Source {
  std::string backend, fault;
  int length;  // bytes of each call
};

// Runs the program tests/statistics/count.
Verdict count(const Source& source, long calls);
// Runs dieharder on the output of tests/statistics/stream. `command` starts dieharder, and `options`
// select its tests.
Verdict dieharder(const std::vector<std::string>& command, const Source& source,
                  const std::string& options);
// Runs the program tests/statistics/duplicates with this backend.
Verdict duplicates(const std::string& backend, const std::string& arguments);

// One of dieharder's results: a test, its p-value and its assessment.
struct Assessment {
  std::string test, text;
  double p_value;
};
std::vector<Assessment> assessments(const std::string& output);

}  // namespace nacre::statistics
