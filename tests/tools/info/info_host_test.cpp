// SPDX-License-Identifier: MIT
// Tests the program nacre-info on this machine, and in sandboxes in which a system call fails
// (tests/programs/run_with_failing_calls.cpp). nacre-info prints which features of nacre are available,
// and why others are not.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <regex>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

const std::string kInfo = in_sysroot("bin/nacre-info");

class NacreInfo : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(kInfo)) GTEST_SKIP() << "this sysroot has no C++ library";
  }
  static Command info(std::vector<std::string> options = {"--no-measure"}) {
    return Command{kInfo}.add(std::move(options)).unset("NACRE_RANDOM");
  }
  // Runs nacre-info in a sandbox in which a system call fails. `call` is the call with its error number,
  // such as "memfd_secret=38" (ENOSYS).
  static Command info_with_failing_call(const char* call,
                                        std::vector<std::string> options = {"--no-measure"}) {
    return Command{in_build("tests/run_with_failing_calls"), call, "--", kInfo}
        .add(std::move(options))
        .unset("NACRE_RANDOM");
  }
};

TEST_F(NacreInfo, VersionIsThatOfTheSources) {
  EXPECT_TRUE(prints(info({"--version"}), "nacre " + lines(read_file(in_source("VERSION")))[0]));
}
TEST_F(NacreInfo, IsStatic) {
  const Output segments = Command{"readelf", "-lW", kInfo}.run();
  EXPECT_EQ(segments.status, 0);
  EXPECT_FALSE(matches(segments.out, "INTERP"));
}
TEST_F(NacreInfo, IsSmallerThan400Kilobytes) { EXPECT_LT(std::filesystem::file_size(kInfo), 400000U); }
TEST_F(NacreInfo, NamesTheKernel) {
  utsname kernel;
  uname(&kernel);
  EXPECT_TRUE(prints_match(info(), std::string("on Linux ") + kernel.release + " " + kernel.machine));
}

// Compares how nacre-info says that random bytes are drawn (by the vDSO or by system calls) with the
// output of bench/kernel_offers.
class NacreInfoOfDraws : public NacreInfo {
 protected:
  const std::string offers = Command{in_build("bench/kernel_offers")}.run().out;
  const bool vdso = offers.find("getrandom: yes") != offers.npos;
};

TEST_F(NacreInfoOfDraws, PathIsTheOneThatTheKernelOffers) {
  std::smatch found;
  if (vdso) {
    ASSERT_TRUE(std::regex_search(offers, found, std::regex("yes, ([0-9]+) bytes of state")));
    EXPECT_TRUE(prints_match(info(), "^draws +by the vDSO, " + found[1].str() + " bytes"));
  } else {
    ASSERT_TRUE(std::regex_search(offers, found, std::regex(": no, (.*)")));
    EXPECT_TRUE(prints_match(info(), "^draws +by system call: " + found[1].str()));
  }
}

// In the sandbox, mmap of droppable memory ("droppable") fails with EPERM.
class NacreInfoWithoutDroppableMemory : public NacreInfoOfDraws,
                                        public testing::WithParamInterface<const char*> {};
TEST_P(NacreInfoWithoutDroppableMemory, PrintsLine) {
  if (!vdso) GTEST_SKIP() << offers;
  EXPECT_TRUE(prints_match(info_with_failing_call("droppable=1"), GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Line, NacreInfoWithoutDroppableMemory,
                         testing::Values("^draws +by system call: droppable memory is refused",
                                         "help +let the sandbox allow mmap with MAP_DROPPABLE",
                                         "^droppable memory +no: mmap fails: Operation not permitted"),
                         by_text);

TEST_F(NacreInfo, SystemCallChosenByNacreRandomIsReported) {
  EXPECT_TRUE(prints_match(info().set("NACRE_RANDOM", "syscall"),
                           "^draws +by system call: NACRE_RANDOM=syscall"));
}
TEST_F(NacreInfo, HelpForNacreRandomIsPrinted) {
  EXPECT_TRUE(prints_match(info().set("NACRE_RANDOM", "syscall"), "^  help +take NACRE_RANDOM out"));
}
TEST_F(NacreInfo, UnknownValueOfNacreRandomIsNamed) {
  EXPECT_TRUE(
      prints_match(info().set("NACRE_RANDOM", "sysCall"), "NACRE_RANDOM=sysCall is not a known value"));
}

class NacreInfoOfSecretMemory : public NacreInfo {
 protected:
  const bool available = exists(kInfo) && matches(info().run().out, "^memfd_secret +yes");
};

struct FailingCall {
  const char *call, *line;
  explicit operator std::string() const { return std::string(call) + " " + line; }
  friend void PrintTo(const FailingCall& failing_call, std::ostream* out) {
    *out << failing_call.call << " " << failing_call.line;
  }
};
class NacreInfoWithoutSecretMemory : public NacreInfoOfSecretMemory,
                                     public testing::WithParamInterface<FailingCall> {};
TEST_P(NacreInfoWithoutSecretMemory, PrintsLine) {
  if (!available) GTEST_SKIP() << "this machine has no memfd_secret";
  EXPECT_TRUE(prints_match(info_with_failing_call(GetParam().call), GetParam().line));
}
INSTANTIATE_TEST_SUITE_P(
    Line, NacreInfoWithoutSecretMemory,
    testing::Values(FailingCall{"memfd_secret=38",
                                "^memfd_secret +no: memfd_secret fails: Function not implemented"},
                    FailingCall{"memfd_secret=38", "help +let the sandbox allow memfd_secret"},
                    FailingCall{"memfd_secret=1",
                                "^memfd_secret +no: memfd_secret fails: Operation not permitted"}),
    by_text);

TEST_F(NacreInfoOfSecretMemory, LimitOfLockedMemoryIsNamed) {
  if (!available) GTEST_SKIP() << "this machine has no memfd_secret";
  if (geteuid() == 0) GTEST_SKIP() << "root has no limit of locked memory";
  EXPECT_TRUE(
      prints_match(Command{"prlimit", "--memlock=0:0", kInfo, "--no-measure"}.unset("NACRE_RANDOM"),
                   "RLIMIT_MEMLOCK"));
}
TEST_F(NacreInfoOfSecretMemory, ReasonIsPrintedIfItIsUnavailable) {
  if (available) GTEST_SKIP() << "this machine has memfd_secret";
  EXPECT_TRUE(prints_match(info(), "^memfd_secret +no: ."));
}

TEST_F(NacreInfo, CostOfADrawIsMeasured) {
  EXPECT_TRUE(prints_match(info({}), "16 bytes by getrandom +[1-9][0-9]* ns"));
}
TEST_F(NacreInfo, CostOfLongSystemCallsIsMeasured) {
  EXPECT_TRUE(prints_match(info({}), "4096 bytes by system call +[1-9][0-9]* ns"));
}
TEST_F(NacreInfo, NothingIsMeasuredWithNoMeasure) {
  const Output output = info().run();
  EXPECT_EQ(output.status, 0);
  EXPECT_FALSE(matches(output.all(), "bytes by"));
}
TEST_F(NacreInfo, UnavailableSystemCallHasNoCost) {
  EXPECT_TRUE(
      prints_match(info_with_failing_call("getrandom=1", {}), "16 bytes by system call unavailable"));
}

TEST_F(NacreInfo, UnknownArgumentIsNamed) {
  EXPECT_TRUE(fails(info({"--jason"}), "unknown argument '--jason'"));
}
TEST_F(NacreInfo, UnknownArgumentExitsWith2) { EXPECT_EQ(info({"--jason"}).run().status, 2); }
TEST_F(NacreInfo, HelpIsPrinted) { EXPECT_TRUE(prints_match(info({"--help"}), "^Exit status: 0")); }
TEST_F(NacreInfo, ReportThatCannotBeWrittenIsAFailure) {
  if (!exists("/dev/full")) GTEST_SKIP() << "this machine has no /dev/full";
  EXPECT_EQ(Command::shell("exec \"$0\" --no-measure >/dev/full").add({kInfo}).run().status, 1);
}

// Returns, for each architecture, the first kernel version whose vDSO has getrandom, according to
// kernel/since/table. Each text is an entry that the table in tools/info/unavailable.cpp must contain.
std::vector<std::string> first_kernels() {
  std::vector<std::string> found;
  for (const Strings& row : table_rows(read_file(in_source("kernel/since/table")))) {
    if (row[0] != "vdso:getrandom") continue;
    for (size_t i = 3; i < row.size(); ++i)
      if (exists(in_source("sysdeps/linux/" + row[i])))
        found.push_back("{\"" + (row[i] == "powerpc64" ? "ppc64le" : row[i]) + "\", \"" + row[1] +
                        "\"}");
  }
  return found;
}
class NacreInfoFirstKernel : public testing::TestWithParam<std::string> {};
TEST_P(NacreInfoFirstKernel, IsThatOfTheTable) {
  EXPECT_NE(read_file(in_source("tools/info/unavailable.cpp")).find(GetParam()), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Of, NacreInfoFirstKernel, testing::ValuesIn(first_kernels()), by_text);

}  // namespace
