// SPDX-License-Identifier: MIT
#include "tests/support/host/built.hpp"

#include <map>

namespace nacre::test {

std::string built(const Command& command) {
  static const TemporaryFolder folder;
  static std::map<std::string, std::string> files;
  const std::string text = command.text();
  const auto known = files.find(text);
  if (known != files.end()) return known->second;
  const std::string file = folder.path(std::to_string(files.size()));
  const testing::AssertionResult result = succeeds(Command(command).add({"-o", file}));
  EXPECT_TRUE(result);
  if (result) files[text] = file;
  return file;
}

std::vector<std::string> link_options(const std::string& mode) {
  return mode == "dynamic" ? std::vector<std::string>() : std::vector<std::string>{"-" + mode};
}

}  // namespace nacre::test
