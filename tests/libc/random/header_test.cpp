// SPDX-License-Identifier: MIT
// Tests <nacre/random.h> and the environment variable NACRE_RANDOM
// (hazards unexpected-system-call, checkpoint-restored-twice, draw-invisible-to-strace, slow-long-draw).
// libc/random/HAZARDS.md explains terms and hazards. tests/programs/prepared.cpp explains its modes,
// such as "strict", and what it checks in each.
#include <gtest/gtest.h>
#include <nacre/random.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <chacha20_backend.hpp>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

using test::program;
using test::Start;
using test::trace_program;

TEST(RandomHeaderPrepare, LetsTheGivenNumberOfThreadsDrawWithoutMmap) {
  NEEDS_VGETRANDOM();
  // On x86_64, a page has 21 states: one for the main thread and 20 for others.
  for (const char* threads : {"0", "20", "21", "100"})
    EXPECT_EQ(trace_program({program("prepared"), "threads", threads}).end, "exit 0")
        << threads << " threads";
}

TEST(RandomHeaderPrepare, LetsThisThreadDrawWithoutASystemCall) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(trace_program({program("prepared"), "strict"}).end, "exit 0");
}

// In the mode "refused", a seccomp filter of the program refuses droppable memory, and the program
// checks that nacre_random_prepare fails. Without a vDSO, nacre_random_prepare must fail too. In the
// mode "strict", the program then exits with 2.
TEST(RandomHeader, PrepareFailsIfDrawsCannotUseTheVdso) {
  EXPECT_EQ(trace_program({program("prepared"), "refused"}).end, "exit 0");
  EXPECT_EQ(trace_program({program("prepared"), "strict"}, Start::without_vdso).end, "exit 2");
}

// In the mode "at-once", four threads call nacre_random_prepare at the same time. The program runs many
// times in this mode, because the order of the threads differs from run to run.
TEST(RandomHeader, PrepareReportsWhyItFails) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(trace_program({program("prepared"), "no-memory"}).end, "exit 0");
  EXPECT_EQ(trace_program({program("prepared"), "full"}).end, "exit 0");
  for (int i = 0; i < 100; ++i)
    ASSERT_EQ(test::run_program(program("prepared"), "at-once"), "exit 0") << "run " << i;
  errno = 0;
  EXPECT_EQ(nacre_random_prepare(UINT_MAX), -1);
  EXPECT_EQ(errno, ENOMEM);
}

TEST(RandomHeaderDiscard, EveryThreadThatDrawsAfterwardsReseeds) {
  NEEDS_VGETRANDOM();
  const auto trace = trace_program({program("prepared"), "discard"});
  EXPECT_EQ(trace.end, "exit 0");
  // The main thread seeds its state in nacre_random_prepare. Three threads seed theirs at their first
  // draw, and again after the discard.
  EXPECT_EQ(trace.count(SYS_getrandom), 7u);
  EXPECT_EQ(trace.count_by_program(SYS_getrandom), 0u);
  EXPECT_EQ(trace.count(SYS_madvise), 1u);
}

TEST(RandomHeaderDiscard, SucceedsBeforeAnyDrawAndKeepsErrno) {
  errno = 77;
  EXPECT_EQ(nacre_random_discard(), 0);
  EXPECT_EQ(errno, 77);
  unsigned char bytes[16];
  EXPECT_EQ(getrandom(bytes, sizeof bytes, 0), 16);
}

TEST(RandomHeader, ReportDescribesThisProcess) {
  NEEDS_VGETRANDOM();
  nacre_random_report report{};
  errno = 77;
  ASSERT_EQ(nacre_random_describe(&report, sizeof report), 0);
  EXPECT_EQ(errno, 77);
  EXPECT_STREQ(report.path, "vdso");
  EXPECT_STREQ(report.reason, "");
  EXPECT_GT(report.state_size, 0u);
  EXPECT_EQ(report.page_size, static_cast<size_t>(getpagesize()));
  EXPECT_GE(report.states, report.states_in_use);
  EXPECT_GE(report.states_in_use, 1u);
  if (std::strcmp(report.backend, "none") == 0)
    EXPECT_EQ(report.backend_from, 0u);
  else
    EXPECT_EQ(report.backend_from, report.vdso_to + 1);
}

TEST(RandomHeader, DescribeFillsOnlyTheGivenSize) {
  nacre_random_report report;
  std::memset(&report, 0x5a, sizeof report);
  ASSERT_EQ(nacre_random_describe(&report, offsetof(nacre_random_report, reason)), 0);
  EXPECT_NE(report.path, nullptr);
  unsigned char untouched[sizeof report - offsetof(nacre_random_report, reason)];
  std::memset(untouched, 0x5a, sizeof untouched);
  EXPECT_EQ(std::memcmp(&report.reason, untouched, sizeof untouched), 0);
  errno = 0;
  EXPECT_EQ(nacre_random_describe(&report, sizeof report + 1), -1);
  EXPECT_EQ(errno, EINVAL);
}

// Sets NACRE_RANDOM in the environment of programs that are started in this scope.
class RandomSetting {
 public:
  explicit RandomSetting(const char* value) {
    if (const char* const before = std::getenv("NACRE_RANDOM")) before_ = before;
    setenv("NACRE_RANDOM", value, 1);
  }
  ~RandomSetting() {
    if (before_.empty())
      unsetenv("NACRE_RANDOM");
    else
      setenv("NACRE_RANDOM", before_.c_str(), 1);
  }

 private:
  std::string before_;
};

// The program draws 16 bytes 1000 times, in the main thread and in three others.
TEST(NacreRandomVariable, SyscallMakesEachDrawASystemCall) {
  const RandomSetting setting("syscall");
  const auto trace = trace_program({program("draws"), "1000", "16", "3"});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_GE(trace.count(SYS_getrandom), 4000u);
  EXPECT_EQ(trace.droppable_maps(), 0u);
}

// The largest number of getrandom system calls that four threads may make when each draws 1000 times.
// While one thread maps memory, the others may draw by system call.
constexpr std::size_t kMostSystemCalls = 40;

// Only "syscall" excludes the vDSO. With any other value, draws of 256 bytes must use the vDSO.
TEST(NacreRandomVariable, OtherValuesThanSyscallKeepTheVdso) {
  NEEDS_VGETRANDOM();
  for (const char* value : {"", "vdso", "avx512", "avx2", "sse2", "sysca", "syscalls", "nonsense"}) {
    const RandomSetting setting(value);
    const auto trace = trace_program({program("draws"), "1000", "256", "3"});
    EXPECT_EQ(trace.end, "exit 0") << value;
    EXPECT_EQ(trace.droppable_maps(), 1u) << value;
    EXPECT_LE(trace.count_by_program(SYS_getrandom), kMostSystemCalls) << value;
  }
}

// NACRE_RANDOM names the fastest backend that may be used. With an unknown value, the fastest backend of
// this processor is used. Only the backends that this processor supports are tested.
TEST(NacreRandomVariable, SelectsTheBackendAtStartup) {
  NEEDS_VGETRANDOM();
  const unsigned features = nacre::sys::vector_features();
  const nacre::sys::ChaCha20Backend* best = nacre::sys::chacha20_backends;
  while (best->name != nullptr && !nacre::sys::is_usable(*best, features)) ++best;
  const std::string fastest = best->name != nullptr ? best->name : "none";
  for (const char* value : {"", "nonsense", "avx51", "sse22"}) {
    const RandomSetting setting(value);
    EXPECT_EQ(trace_program({program("prepared"), "backend", fastest}).end, "exit 0") << value;
  }
  for (const auto* backend = best; backend->name != nullptr; ++backend) {
    const RandomSetting setting(backend->name);
    EXPECT_EQ(trace_program({program("prepared"), "backend", backend->name}).end, "exit 0")
        << backend->name;
  }
  const RandomSetting setting("vdso");
  EXPECT_EQ(trace_program({program("prepared"), "backend", "none"}).end, "exit 0");
}

// Runs the program with a backend. In the mode "setting", a seccomp filter makes getrandom fail, and the
// program draws every length. A draw must fail exactly if nacre_random_describe reports that its length
// uses the system call. `make thresholds` measures which path is faster.
std::string end_with_backend(const char* backend) {
  const RandomSetting setting(backend);
  return test::run_program(program("prepared"), "setting");
}

TEST(SwitchLength, EachLengthUsesTheDocumentedPath) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(end_with_backend("vdso"), "exit 0");
  for (const auto* backend = nacre::sys::chacha20_backends; backend->name != nullptr; ++backend)
    EXPECT_EQ(end_with_backend(backend->name), "exit 0") << backend->name;
}

// The program starts with AT_SECURE set, as a set-user-ID program does. So it must ignore NACRE_RANDOM.
TEST(NacreRandomVariable, IsIgnoredByAProgramWithMorePrivileges) {
  NEEDS_VGETRANDOM();
  const RandomSetting setting("syscall");
  const auto trace = trace_program({program("draws"), "1000", "16", "3"}, Start::secure);
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  EXPECT_LE(trace.count_by_program(SYS_getrandom), kMostSystemCalls);
}

}  // namespace
