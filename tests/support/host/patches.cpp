// SPDX-License-Identifier: MIT
#include "tests/support/host/patches.hpp"

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

std::string make_patch(const std::string& file, const std::string& from, const std::string& to) {
  const TemporaryFolder folder;
  folder.file("a/" + file, from);
  folder.file("b/" + file, to);
  const Output output =
      Command{"git", "diff", "--no-index", "-U1", "a/" + file, "b/" + file}.in(folder.path()).run();
  std::string text = replaced(output.out, "a/a/", "a/");
  return "The reason.\n" + replaced(text, "b/b/", "b/");
}

}  // namespace nacre::test
