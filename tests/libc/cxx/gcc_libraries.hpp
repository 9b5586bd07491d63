// SPDX-License-Identifier: MIT
// Helpers for the tests of libatomic, libgomp and libgcov, which the build compiles from gcc's source.
#pragma once
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

#define SKIP_WITHOUT_GCC_LIBRARIES()                                                               \
  if (setting("CXX_RUNTIME") != "yes")                                                             \
  GTEST_SKIP() << "this sysroot was built without gcc's source, which has libatomic, libgomp and " \
                  "libgcov"

// Returns the path of a source in projects/.
inline std::string cxx_test_program(const std::string& name) {
  return in_source("tests/libc/cxx/projects/" + name);
}

// Runs `command`, which links a program. Returns the path of each file of `library` (such as
// libatomic.a) that the linker read.
inline std::set<std::string> linked_from(const Command& command, const std::string& library) {
  const TemporaryFolder folder;
  // With -t, the linker prints the path of each input file. It may print a member of an archive as
  // ARCHIVE(MEMBER).
  const Output output = Command(command).add({"-Wl,-t", "-o", folder.path("program")}).run();
  EXPECT_EQ(output.status, 0) << output.all();
  std::set<std::string> files;
  for (const std::string& line : lines(output.all()))
    for (const std::string& part : split(line, '('))
      for (const std::string& word : words(part))
        if (word.find("/" + library + ".") != word.npos) files.insert(word);
  return files;
}

// The result of linked_from that the tests expect: only the archive in the sysroot.
inline std::set<std::string> only_in_sysroot(const std::string& library) {
  return {in_sysroot("lib/" + library + ".a")};
}

}  // namespace nacre::test
