// SPDX-License-Identifier: MIT
#pragma once
#include <unistd.h>

#include <string>

namespace test {

// Returns the path of a program of tests/programs/, which is in the directory of this test program.
inline std::string program(const std::string& name) {
  char self[4096];
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self);
  const std::string path(self, length > 0 ? static_cast<std::size_t>(length) : 0);
  return path.substr(0, path.rfind('/') + 1) + name;
}

}  // namespace test
