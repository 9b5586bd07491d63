// SPDX-License-Identifier: MIT
// Tests replace_file(), which the shards of the host tests call for the same file at the same time.
#include "tests/support/host/files.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nacre::test;

namespace {

TEST(ReplaceFile, WorksInSeveralProcessesAtOnce) {
  const TemporaryFolder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    try {
      for (int turn = 0; turn < 200; ++turn) replace_file(folder.path("file"), "text");
      _exit(0);
    } catch (const std::exception&) {
      _exit(1);
    }
  }
  for (const pid_t child : children) {
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(read_file(folder.path("file")), "text");
  EXPECT_EQ(files_under(folder.path()), Strings{"file"});
}

}  // namespace
