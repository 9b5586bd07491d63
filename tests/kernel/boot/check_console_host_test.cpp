// SPDX-License-Identifier: MIT
// Tests kernel/boot/check-console, which reads the console output of a virtual machine (guest) and
// reports whether its tests passed. The test invents the console outputs. A guest passes only if its
// closing line ("guest: end: ...") says so.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// The guest makes 1000 calls of getrandom() and counts their system calls.
const char kDraws[] = "guest: draws: 1 system calls, the program succeeded\n";
const std::string kStart =
    "Linux 6.12.1 x86_64: vDSO getrandom: yes, 144 bytes of state a thread in droppable memory\n" +
    std::string(kDraws) + "[ RUN      ] A.B\n[       OK ] A.B (1 ms)\n[ RUN      ] A.C\n";
const char kPassed[] = "[       OK ] A.C (1 ms)\n";
const char kEnd[] = "guest: end: 2 passed, 0 failed, 0 skipped, complete, exit 0\n";

struct Console {
  const char* name;
  std::string expected;    // what check-console prints: tests passed, failed, skipped; other problems
  std::string text;        // the console output
  const char* exit = "0";  // the exit status of qemu
  const char* draws = "vdso";  // how getrandom() must work: "vdso", or "calls" for system calls
  explicit operator std::string() const { return name; }
};

std::vector<Console> consoles() {
  const std::string whole = kStart + kPassed + kEnd;
  // getrandom() made system calls. This is wrong if the kernel's vDSO has getrandom.
  const std::string fallback = replaced(whole, "1 system calls", "1012 system calls");
  const std::string panic = "Kernel panic - not syncing: Attempted to kill init!\n";
  const std::string crash = "2 passed, 0 failed, 0 skipped, broken off, signal 11\n";
  return {
      {"PassesWithAClosingLine", "2 0 0\n", whole},
      {"FailsWithAFailingTest", "1 1 0\n",
       kStart +
           "[  FAILED  ] A.C (1 ms)\nguest: end: 1 passed, 1 failed, 0 skipped, complete, exit 1\n"},
      {"FailsAfterAPanicAlthoughQemuSucceeds", "0 1 0\n" + panic, kStart + panic},
      {"FailsAtTheTimeLimit", "0 1 0\ntimed out during A.C\n", kStart, "124"},
      {"FailsWithoutAClosingLine", "0 1 0\nno closing line; the last line is: [       OK ] A.C (1 ms)\n",
       kStart + kPassed},
      {"FailsWhenEmpty", "0 1 0\nno closing line; the last line is: \n", "", "1"},
      {"FailsWhenTheTestsCrash", "2 1 0\nthe tests did not finish: " + crash,
       kStart + kPassed + "guest: end: " + crash},
      {"FailsWhenALineIsLost", "2 1 0\nthe guest counted 2 passes, but the console shows 1\n",
       kStart + kEnd},
      {"FailsWhenDrawsMakeTooFewSystemCalls",
       "2 1 0\n1000 draws made 1 system calls, expected 1000 or more\n", whole, "0", "calls"},
      {"FailsWhenDrawsMakeSystemCallsDespiteTheVdso",
       "2 1 0\n1000 draws made 1012 system calls, expected fewer than 20\n", fallback},
      {"PassesWithSystemCallsIfTheVdsoLacksGetrandom", "2 0 0\n", fallback, "0", "calls"},
      {"FailsWhenTheKernelReportsABug", "2 1 0\nthe kernel reported: BUG: unable to handle page fault\n",
       kStart + kPassed + "[ 1.0] BUG: unable to handle page fault\n" + kEnd},
      {"FailsWhenNoTestWasRun", "0 1 0\nno test was run\n",
       std::string(kDraws) + "guest: end: 0 passed, 0 failed, 0 skipped, complete, exit 0\n"},
  };
}

class GuestConsole : public testing::TestWithParam<Console> {};

TEST_P(GuestConsole, GivesTheExpectedReport) {
  const TemporaryFolder folder;
  const Output output =
      Command{in_source("kernel/boot/check-console"), folder.file("console", GetParam().text),
              GetParam().exit, GetParam().draws}
          .run();
  EXPECT_EQ(output.out, GetParam().expected) << output.err;
}
INSTANTIATE_TEST_SUITE_P(Invented, GuestConsole, testing::ValuesIn(consoles()), by_text);

}  // namespace
