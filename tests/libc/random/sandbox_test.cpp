// SPDX-License-Identifier: MIT
// Tests draws whose system calls are refused, and the number of system calls that draws make.
// libc/random/HAZARDS.md explains terms and hazards. tests/programs/first_draw.cpp explains its modes,
// such as "map", and what it checks in each.
#include <gtest/gtest.h>
#include <nacre/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <call_arguments.hpp>
#include <cerrno>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

using test::program;
using test::trace_program;

class PermanentError : public testing::TestWithParam<const char*> {};

// A seccomp filter makes the mmap of droppable memory fail. The parameter is the error. The process must
// never repeat the mmap. Each of its 4000 draws, 1000 in each of four threads, must be a system call
// (hazards missing-kernel-support, unexpected-system-call).
TEST_P(PermanentError, OfDroppableMmapIsRemembered) {
  NEEDS_VGETRANDOM();
  const auto trace = trace_program({program("first_draw"), "map", GetParam()});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  EXPECT_EQ(trace.count(SYS_getrandom), 4000u);
}
// 524 is the kernel's internal ENOTSUPP, which no libc defines.
INSTANTIATE_TEST_SUITE_P(Sandbox, PermanentError,
                         testing::Values("EPERM", "ENOSYS", "EINVAL", "EOPNOTSUPP", "524"));

// A transient error is a shortage that may end. So each draw must repeat the mmap. While the mmap fails,
// each draw is a system call.
TEST(SandboxCalls, TransientErrorIsNotRemembered) {
  NEEDS_VGETRANDOM();
  for (const char* error : {"ENOMEM", "EAGAIN", "EINTR", "EMFILE", "ENFILE"}) {
    const auto trace = trace_program({program("first_draw"), "map", error});
    EXPECT_EQ(trace.end, "exit 0") << error;
    EXPECT_EQ(trace.droppable_maps(), 4000u) << error;
    EXPECT_EQ(trace.count(SYS_getrandom), 4000u) << error;
  }
}

// The program locks its memory by mlockall. So RLIMIT_MEMLOCK makes the first mmap fail with EAGAIN,
// which is transient. After the program raises the limit, draws must use the vDSO.
TEST(SandboxCalls, VdsoIsUsedAgainAfterAShortage) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(test::run_program(program("first_draw"), "locked"), "exit 0");
}

// getentropy repeats an interrupted system call. A sandbox may make every call fail with EINTR, so
// getentropy must give up and report the error at some point.
TEST(SandboxCalls, EndlessInterruptionsAreAnError) {
  EXPECT_EQ(test::in_child([] {
              unsigned char bytes[16];
              if (!test::Filter().refuse(SYS_getrandom, test::answer(EINTR)).install()) return 199;
              nacre_random_discard();  // the next draw needs a seed
              return getentropy(bytes, sizeof bytes) == -1 ? errno : 0;
            }),
            "exit " + std::to_string(EINTR));
}

// In this mode, a seccomp filter kills the program if it calls rt_sigprocmask.
TEST(SandboxCalls, DrawDoesNotChangeTheSignalMask) {
  EXPECT_EQ(trace_program({program("first_draw"), "kill-sigmask"}).end, "exit 0");
}

// After the first draw, a seccomp filter kills the program if it calls mmap, rt_sigprocmask or
// getrandom.
TEST(SandboxCalls, DrawsAfterTheFirstMakeNoSystemCall) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(trace_program({program("first_draw"), "strict"}).end, "exit 0");
}

// The first run has as many threads as a page has states, and the second run has one more.
TEST(SandboxCalls, ThreadsShareOneMmapUntilThePageIsFull) {
  NEEDS_VGETRANDOM();
  const auto trace = trace_program({program("threads_at_once"), "0"});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  const auto one_more = trace_program({program("threads_at_once"), "1"});
  EXPECT_EQ(one_more.end, "exit 0");
  EXPECT_EQ(one_more.droppable_maps(), 2u);
}

TEST(SandboxCalls, RefusedGetrandomIsReported) {
  for (const char* error : {"EPERM", "ENOSYS"})
    EXPECT_EQ(trace_program({program("first_draw"), "getrandom", error}).end, "exit 0") << error;
}

// The getrandom system call fails, with ENOSYS as before Linux 3.17 or with EPERM as in a sandbox.
// arc4random must then end the process (hazards missing-kernel-support, weak-bytes-on-failure).
TEST(Arc4randomFailure, EndsTheProcessWithoutRandomBytes) {
  for (const char* error : {"EPERM", "ENOSYS"})
    EXPECT_EQ(trace_program({program("first_draw"), "arc4random", error}).end, "signal 6") << error;
}

// Functions that must fill the whole buffer continue after a signal or a short result. The program
// injects such results into the getrandom system call. The draws are system calls here, because the
// vDSO's own calls would also receive the injected results.
TEST(Arc4randomFailure, ContinuesAfterAnInterruptionOrAShortResult) {
  if (!test::kFirstArgumentIsKept)
    GTEST_SKIP() << "on this architecture, a handler cannot read the first argument of a trapped call";
  setenv("NACRE_RANDOM", "syscall", 1);
  EXPECT_EQ(trace_program({program("odd_answers")}).end, "exit 0");
  unsetenv("NACRE_RANDOM");
}

// A first draw makes only the mmap for its state, and the vDSO calls getrandom to seed the state. The
// vDSO repeats getrandom if the kernel reseeds at that moment. draw_never is the same program without
// the draw (hazard extra-call-names-mapping).
TEST(SandboxFirstDraw, MakesTwoSystemCalls) {
  NEEDS_VGETRANDOM();
  const auto one = trace_program({program("draw_once")});
  ASSERT_EQ(one.end, "exit 0");
  EXPECT_GE(one.count(SYS_getrandom), 1u);
  EXPECT_EQ(one.count_by_program(SYS_getrandom), 0u);
  EXPECT_EQ(one.calls.size() - one.count(test::kMapCall) - one.count(SYS_getrandom),
            trace_program({program("draw_never")}).calls.size());
  EXPECT_EQ(one.count(test::kMapCall), 1u);
}

// The program starts without a vDSO in its auxiliary vector. It draws 1000 times in each of four
// threads.
TEST(VdsoUnusual, WithoutAVdsoEachDrawIsASystemCall) {
  const auto trace = trace_program({program("draws"), "1000", "16", "3"}, test::Start::without_vdso);
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_GE(trace.count(SYS_getrandom), 4000u);
  EXPECT_EQ(trace.droppable_maps(), 0u);
}

// The vDSO's getrandom fails when it is asked which memory its states need. The program draws 1000 times
// in each of four threads.
TEST(VdsoUnusual, IfTheVdsoQueryFailsEachDrawIsASystemCall) {
  const auto trace = trace_program({program("draws"), "1000", "16", "3"}, test::Start::vdso_fails);
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_GE(trace.count(SYS_getrandom), 4000u);
  EXPECT_EQ(trace.droppable_maps(), 0u);
}

// The program has its own _start and draws without starting the libc.
TEST(Startup, DrawsBeforeTheLibcHasStartedAreSystemCalls) {
  const auto trace = trace_program({program("before_start")});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.count(test::kMapCall), 0u);
  EXPECT_GE(trace.count(SYS_getrandom), 5u);
  EXPECT_EQ(trace.calls.size(), trace.count(SYS_getrandom) + 1)
      << "expected only getrandom and exit_group";
}

}  // namespace
