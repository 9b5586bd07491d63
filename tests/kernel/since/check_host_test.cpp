// SPDX-License-Identifier: MIT
// Tests the script kernel/since/check, which compares the system calls and flags of a kernel with
// kernel/since/table. The table lists the kernel version that introduced each call and flag. The program
// build/kernels/since probes the running kernel. The tests pass its output to the script, first
// unchanged and then with changes that the script must report.
#include <gtest/gtest.h>
#include <sys/utsname.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class KernelSince : public testing::Test {
 protected:
  void SetUp() override {
    uname(&kernel);
    // Lines such as "since: call:openat2 yes".
    answers = Command{in_build("kernels/since")}.run().out;
  }
  Command check(const std::string& text, const char* version) const {
    return Command{in_source("kernel/since/check"), folder.file("answers", text), kernel.machine,
                   version};
  }
  utsname kernel{};
  std::string answers;
  const TemporaryFolder folder;
};

TEST_F(KernelSince, ThisKernelMatchesTheTable) {
  EXPECT_NE(answers, "");
  EXPECT_TRUE(prints(check(answers, kernel.release), ""));
}

TEST_F(KernelSince, ReportsACallThatIsMissing) {
  EXPECT_TRUE(prints(check(replaced(answers, "call:openat2 yes", "call:openat2 no"), kernel.release),
                     "call:openat2 does not exist, but the table says since 5.6"));
}

// The injected answers say that kernel 3.0 has pidfd_open, and none of the other calls and flags.
TEST_F(KernelSince, ReportsACallThatIsTooEarly) {
  const std::string without = replaced(answers, " yes\n", " no\n");
  EXPECT_TRUE(prints(check(replaced(without, "call:pidfd_open no", "call:pidfd_open yes"), "3.0"),
                     "call:pidfd_open exists, but the table says since 5.3"));
}

TEST_F(KernelSince, ReportsACallWithoutAProbe) {
  EXPECT_TRUE(prints(check(replaced(answers, "since: call:mseal ", "other: "), kernel.release),
                     "call:mseal was not probed"));
}

TEST_F(KernelSince, ReportsAFlagThatTheTableLacks) {
  EXPECT_TRUE(prints(check(answers + "since: flag:UNKNOWN yes\n", kernel.release),
                     "flag:UNKNOWN has a probe, but no row in kernel/since/table"));
}

}  // namespace
