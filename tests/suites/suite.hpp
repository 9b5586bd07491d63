// SPDX-License-Identifier: MIT
// Reads the tables in tests/suites. They describe the test suites of other projects, such as glibc,
// that make check-suites runs.
#pragma once
#include <string>
#include <vector>

namespace nacre::suites {

// How much of a suite is run.
enum class Tier { sample, quick, full };
// Throws if there is no tier with this name.
Tier tier_of(const std::string& name);

struct Suite {
  std::string name;
  std::vector<std::string> libcs;
  bool in_sample;  // whether the tier "sample" runs a part of the suite
};

// The named suites; all if no name is given. Throws if a name is unknown.
std::vector<Suite> chosen(const std::vector<std::string>& names);

// A row of the table "excluded": tests that are not run.
struct Excluded {
  std::string suite, test, reason;
};
std::vector<Excluded> excluded();
// Whether one of the rows describes this test.
bool describes(const std::vector<Excluded>& rows, const std::string& suite, const std::string& test);

// A row of known/SUITE: these tests fail, or cannot be built.
struct Known {
  std::string test;           // "*" matches anything
  std::string libcs;          // "nacre", "nacre-dynamic", or "both"
  std::string cause, reason;  // page.cpp explains the causes

  bool describes(const std::string& name, const std::string& libc) const;
};
// Throws if a row has no reason, or an unknown cause or libc.
std::vector<Known> known_failures(const std::string& text);

// Returns the path below tests/suites, or below the folder that the environment variable NACRE_SUITES
// names.
std::string in_tables(const std::string& path);
// Returns the path below build/suites, or below the folder that NACRE_SUITES_RESULTS names.
std::string in_results(const std::string& path);

}  // namespace nacre::suites
