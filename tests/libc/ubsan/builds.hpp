// SPDX-License-Identifier: MIT
// Compiles projects/kinds.c and kinds.cpp for the tests of -fsanitize=undefined, and checks their
// reports.
#pragma once
#include <string>
#include <vector>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// A compiler of the sysroot. It runs in the folder of the sources, so reports name them without a
// folder.
inline Command ubsan_compiler(const std::string& name) {
  return Command{in_sysroot("bin/nacre-" + name), "-w"}.in(in_source("tests/libc/ubsan/projects"));
}

// All checks that gcc or clang has.
inline std::string all_checks(const std::string& compiler) {
  return compiler == "gcc" ? "-fsanitize=undefined,float-cast-overflow,float-divide-by-zero"
                           : "-fsanitize=undefined,integer,implicit-conversion,nullability,"
                             "float-divide-by-zero";
}

// Builds kinds.c or kinds.cpp with all checks. Returns the path of the program.
inline std::string kinds_program(const std::string& compiler, const std::string& mode,
                                 bool is_cxx = false) {
  Command command = ubsan_compiler(!is_cxx ? compiler : compiler == "gcc" ? "g++" : "clang++");
  command.add({"-g", all_checks(compiler), is_cxx ? "kinds.cpp" : "kinds.c"});
  return built(command.add(link_options(mode)));
}

// Returns whether the program reports this text for the operation `kind`, after the file, line and
// column.
inline testing::AssertionResult reports(const std::string& program, const std::string& kind,
                                        const std::string& file, const std::string& text) {
  const Output output = Command{program, kind}.run();
  if (matches(output.all(), "^" + file + ":[0-9]+:[0-9]+: runtime error: " + text))
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no '" << text << "' in:\n" << output.all();
}

}  // namespace nacre::test
