// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include <call_arguments.hpp>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

using test::program;
using test::trace_program;

class Refusal : public testing::TestWithParam<const char*> {};

// One attempt in the whole process, then never again; each draw by system call.
TEST_P(Refusal, H14OfDroppableMemoryIsRemembered) {
  NEEDS_STATES();
  const auto trace = trace_program({program("first_draw"), "map", GetParam()});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  EXPECT_EQ(trace.count(SYS_getrandom), 4000u);
}
// 524 is the kernel's ENOTSUPP, which no libc has a name for.
INSTANTIATE_TEST_SUITE_P(SandboxH16, Refusal,
                         testing::Values("EPERM", "ENOSYS", "EINVAL", "EOPNOTSUPP", "524"));

// Memory may come back: each draw asks again, and is a system call as long as there is none.
TEST(SandboxH14, ATransientErrorIsNotRemembered) {
  NEEDS_STATES();
  for (const char* error : {"ENOMEM", "EAGAIN", "EINTR", "EMFILE", "ENFILE"}) {
    const auto trace = trace_program({program("first_draw"), "map", error});
    EXPECT_EQ(trace.end, "exit 0") << error;
    EXPECT_EQ(trace.droppable_maps(), 4000u) << error;
    EXPECT_EQ(trace.count(SYS_getrandom), 4000u) << error;
  }
}

// A limit of locked memory is EAGAIN, which used to be remembered.
TEST(SandboxH14, TheVdsoServesAgainOnceTheShortageIsOver) {
  NEEDS_STATES();
  EXPECT_EQ(test::run_program(program("first_draw"), "locked"), "exit 0");
}

TEST(SandboxH14, KillingOnSignalMasksDoesNotHurt) {
  EXPECT_EQ(trace_program({program("first_draw"), "kill-sigmask"}).end, "exit 0");
}

TEST(SandboxH14, AfterTheFirstDrawNoSystemCallIsNeeded) {
  NEEDS_STATES();
  EXPECT_EQ(trace_program({program("first_draw"), "strict"}).end, "exit 0");
}

TEST(SandboxH14, ThreadsUpToAPageFullOfStatesShareOneMap) {
  NEEDS_STATES();
  const auto trace = trace_program({program("threads_at_once"), "0"});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  const auto one_more = trace_program({program("threads_at_once"), "1"});
  EXPECT_EQ(one_more.end, "exit 0");
  EXPECT_EQ(one_more.droppable_maps(), 2u);
}

TEST(SandboxH14, ARefusedGetrandomIsReportedAndNeverHidden) {
  for (const char* error : {"EPERM", "ENOSYS"})
    EXPECT_EQ(trace_program({program("first_draw"), "getrandom", error}).end, "exit 0") << error;
}

// H16: before Linux 3.17 the call answers ENOSYS.
TEST(Arc4randomH29, WithoutRandomBytesTheProcessEnds) {
  for (const char* error : {"EPERM", "ENOSYS"})
    EXPECT_EQ(trace_program({program("first_draw"), "arc4random", error}).end, "signal 6") << error;
}

// Neither a signal nor a short answer gets in the way of those that must fill all of it. By system call,
// for the vDSO would make one of its own between these.
TEST(Arc4randomH29, InterruptedAndShortAnswersAreGoneOnFrom) {
  if (!test::kFirstArgumentIsKept)
    GTEST_SKIP() << "who traps a call here does not see its first argument";
  setenv("NACRE_RANDOM", "syscall", 1);
  EXPECT_EQ(trace_program({program("odd_answers")}).end, "exit 0");
  unsetenv("NACRE_RANDOM");
}

// H20: nobody names the mapping, or does anything else beside the map and the seed. That is by the vDSO,
// and more than once if the kernel reseeds at that moment.
TEST(SandboxH20, AFirstDrawMakesTwoSystemCalls) {
  NEEDS_STATES();
  const auto one = trace_program({program("draw_once")});
  ASSERT_EQ(one.end, "exit 0");
  EXPECT_GE(one.count(SYS_getrandom), 1u);
  EXPECT_EQ(one.count_by_program(SYS_getrandom), 0u);
  EXPECT_EQ(one.calls.size() - one.count(test::kMapCall) - one.count(SYS_getrandom),
            trace_program({program("draw_never")}).calls.size());
  EXPECT_EQ(one.count(test::kMapCall), 1u);
}

TEST(VdsoH15, AHiddenVdsoLeavesTheSystemCall) {
  const auto trace = trace_program({program("draws"), "1000", "16", "3"}, test::Start::without_vdso);
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_GE(trace.count(SYS_getrandom), 4000u);
  EXPECT_EQ(trace.droppable_maps(), 0u);
}

TEST(VdsoH15, AVdsoThatSaysNoLeavesTheSystemCall) {
  const auto trace = trace_program({program("draws"), "1000", "16", "3"}, test::Start::vdso_refuses);
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_GE(trace.count(SYS_getrandom), 4000u);
  EXPECT_EQ(trace.droppable_maps(), 0u);
}

TEST(StartupH17, DrawsBeforeTheLibcHasStartedAreSystemCalls) {
  const auto trace = trace_program({program("before_start")});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.count(test::kMapCall), 0u);
  EXPECT_GE(trace.count(SYS_getrandom), 5u);
  EXPECT_EQ(trace.calls.size(), trace.count(SYS_getrandom) + 1) << "something else than exit_group";
}

}  // namespace
