// SPDX-License-Identifier: MIT
// How the tests of -fsanitize=undefined compile projects/kinds.c and kinds.cpp.
#pragma once
#include <string>
#include <vector>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

// A compiler of the sysroot, with sources named as reports name them: without a folder.
inline Command ubsan_compiler(const std::string& name) {
  return Command{in_sysroot("bin/nacre-" + name), "-w"}.in(in_source("tests/libc/ubsan/projects"));
}

// All checks that gcc or clang has.
inline std::string all_checks(const std::string& compiler) {
  return compiler == "gcc" ? "-fsanitize=undefined,float-cast-overflow,float-divide-by-zero"
                           : "-fsanitize=undefined,integer,implicit-conversion,nullability,"
                             "float-divide-by-zero";
}

inline std::string kinds_program(const std::string& compiler, const std::string& mode,
                                 bool is_cxx = false) {
  Command command = ubsan_compiler(!is_cxx ? compiler : compiler == "gcc" ? "g++" : "clang++");
  command.add({"-g", all_checks(compiler), is_cxx ? "kinds.cpp" : "kinds.c"});
  return built(command.add(link_options(mode)));
}

// Does the program report the text, with the file, line and column in front of it?
inline testing::AssertionResult reports(const std::string& program, const std::string& kind,
                                        const std::string& file, const std::string& text) {
  const Output output = Command{program, kind}.run();
  if (matches(output.all(), "^" + file + ":[0-9]+:[0-9]+: runtime error: " + text))
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no '" << text << "' in:\n" << output.all();
}

}  // namespace nacre::test
