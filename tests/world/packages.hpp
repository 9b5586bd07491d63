// SPDX-License-Identifier: MIT
// The packages that make check-world builds and tests: tests/world/packages and known-failures.
#pragma once
#include <string>
#include <vector>

namespace nacre::world {

struct Package {
  std::string name, version, language;
  int tests;    // the minimum number of tests with a result
  int seconds;  // time limit of the suite
  std::vector<std::string> needs;

  bool has_stock() const { return language != "c++"; }  // stock musl has no C++ library
};

// All packages, in the order of the table, in which a package comes after those that it needs.
std::vector<Package> packages();
// The named packages and those that they need; all if no name is given. Throws if a name is unknown.
std::vector<Package> chosen(const std::vector<std::string>& names);

struct KnownFailure {
  std::string package, test, cause, reason;  // "*" in the test matches anything

  // Returns whether there is a reason, and a cause that known-failures explains.
  bool is_valid() const;
  // Returns whether this is a known failure of the test with this name.
  bool describes(const std::string& name) const;
};
// Reads the text of known-failures.
std::vector<KnownFailure> known_failures(const std::string& text);

}  // namespace nacre::world
