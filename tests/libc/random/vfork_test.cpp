// SPDX-License-Identifier: MIT
// Tests draws of a vfork child. It shares its parent's memory and thread structure, and may be killed at
// any instruction (hazard vfork-child-draws). libc/random/HAZARDS.md explains terms and hazards. Each
// test runs in a child of its own, which ends with 0, or with the number of the check that failed; 97 to
// 99 mean that the child could not prepare the test.
#include <gtest/gtest.h>
#include <nacre/random.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <thread>

#include "libc/random/lease.hpp"
#include "tests/support/child.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/no_reseeding.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/states.hpp"

namespace {

using nacre::random::ThreadState;

// In bytes. Such a draw takes so long that the timer's signal arrives during a draw, not between draws.
constexpr std::size_t kLong = std::size_t{1} << 30;
unsigned char* long_buffer;

// Draws until a timer's signal ends the process.
[[noreturn]] void draw_until_killed(suseconds_t microseconds) {
  const itimerval when{{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &when, nullptr);
  for (;;)
    if (getrandom(long_buffer, kLong, 0) < 0) _exit(1);
}

pid_t child_of_vfork(suseconds_t microseconds) {
  const pid_t child = vfork();
  if (child == 0) draw_until_killed(microseconds);
  return child;
}

suseconds_t killed_after;
int body_of_clone(void*) { draw_until_killed(killed_after); }
pid_t child_of_clone(suseconds_t microseconds) {
  static unsigned char stack[65536];
  killed_after = microseconds;
  return clone(body_of_clone, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, nullptr);
}

// The parameter is a function that creates a child. The child draws until a signal kills it, after the
// given number of microseconds.
class VforkChild : public testing::TestWithParam<pid_t (*)(suseconds_t)> {
 protected:
  void SetUp() override {
    NEEDS_VGETRANDOM();
    void* const mapped =
        mmap(nullptr, kLong, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ASSERT_NE(mapped, MAP_FAILED);
    long_buffer = static_cast<unsigned char*>(mapped);
  }
  void TearDown() override {
    if (long_buffer != nullptr) munmap(long_buffer, kLong);
    long_buffer = nullptr;
  }
  static bool was_killed(pid_t child) {
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
  }
};

// Returns whether any byte of a long draw's key is left in the memory for it, directly behind the
// thread's state.
bool key_is_left() {
  const auto* const state =
      reinterpret_cast<const unsigned char*>(ThreadState::of_this_thread().pointer());
  const auto* const key = state + nacre::random::StatePool::key_offset();
  return std::any_of(key, key + sizeof(nacre::random::Key),
                     [](unsigned char byte) { return byte != 0; });
}

TEST_P(VforkChild, LeavesNothingBehindWhenKilledDuringADraw) {
  EXPECT_EQ(test::in_child([] {
              test::stop_reseeding();
              unsigned char bytes[16];
              if (getrandom(bytes, sizeof bytes, 0) != 16) return 99;
              for (suseconds_t moment = 1000; moment < 21000; moment += 2000) {
                if (!was_killed(GetParam()(moment))) return 98;
                if (key_is_left()) return 1;
              }
              // The parent's draws must still make no system call.
              if (!test::Filter().refuse(SYS_getrandom, test::answer(EPERM)).install()) return 97;
              if (getrandom(bytes, sizeof bytes, 0) != 16) return 2;
              nacre_random_report report;
              if (nacre_random_describe(&report, sizeof report) != 0) return 3;
              if (report.path != std::string("vdso") || *report.reason != '\0') return 4;
              return nacre_random_prepare(0) == 0 ? 0 : 5;
            }),
            "exit 0");
}

// The parent's thread has no state yet. The child must not claim one for this thread: the child is
// killed in the middle of its first draw, and an unfinished claim would remain in the parent's memory.
TEST_P(VforkChild, LeavesNothingBehindWhenKilledAtItsFirstDraw) {
  EXPECT_EQ(test::in_child([] {
              bool good = true;
              std::thread([&good] {
                const std::size_t before = test::droppable_bytes();
                for (int i = 0; i < 3; ++i) good = was_killed(GetParam()(2000)) && good;
                good =
                    ThreadState::of_this_thread().is_none() && test::droppable_bytes() == before && good;
                unsigned char bytes[16];
                good = getrandom(bytes, sizeof bytes, 0) == 16 &&
                       ThreadState::of_this_thread().is_free() && good;
              }).join();
              return good ? 0 : 1;
            }),
            "exit 0");
}

// A handler that interrupted a draw may call vfork. The interrupted draw continues after the handler, so
// its state must stay reserved. The test reserves the state itself, as a draw does.
TEST_P(VforkChild, KeepsTheReservationOfItsParent) {
  EXPECT_EQ(test::in_child([] {
              unsigned char bytes[16];
              if (getrandom(bytes, sizeof bytes, 0) != 16) return 99;
              const ThreadState free = ThreadState::of_this_thread();
              free.reserved().store();
              if (!was_killed(GetParam()(2000))) return 98;
              if (ThreadState::of_this_thread().word() != free.reserved().word()) return 1;
              free.store();
              return 0;
            }),
            "exit 0");
}

TEST_P(VforkChild, ReportsThatItsDrawsAreSystemCalls) {
  if (!test::vfork_shares_memory()) GTEST_SKIP() << "vfork is a fork on this architecture";
  EXPECT_EQ(test::in_child([] {
              unsigned char byte;
              if (getrandom(&byte, 1, 0) != 1) return 99;
              const pid_t child = vfork();
              if (child == 0) {
                nacre_random_report report;
                nacre_random_describe(&report, sizeof report);
                _exit(std::strcmp(report.path, "syscall") == 0 && *report.reason != '\0' ? 0 : 1);
              }
              int status = 0;
              return waitpid(child, &status, 0) == child ? WEXITSTATUS(status) : 98;
            }),
            "exit 0");
}

INSTANTIATE_TEST_SUITE_P(Of, VforkChild, testing::Values(child_of_vfork, child_of_clone),
                         [](const auto& info) {
                           return info.param == child_of_vfork ? "Vfork" : "Clone";
                         });

}  // namespace
