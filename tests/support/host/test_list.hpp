// SPDX-License-Identifier: MIT
// Lists the tests of a GoogleTest program of the build.
#pragma once
#include <string>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// Returns the full names, SUITE.TEST, of the tests of tests/PROGRAM in the build folder.
inline Strings tests_of(const std::string& program) {
  Strings names;
  std::string suite;
  for (const std::string& line :
       lines(Command{in_build("tests/" + program), "--gtest_list_tests"}.run().out)) {
    if (line.empty()) continue;
    const std::string name = words(line)[0];
    if (line[0] == ' ')
      names.push_back(suite + name);
    else
      suite = name;
  }
  return names;
}

}  // namespace nacre::test
