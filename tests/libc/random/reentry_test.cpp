// SPDX-License-Identifier: MIT
// Tests signal handlers that interrupt a draw. The handler draws too, forks, or leaves the draw
// (hazards nested-draw, page-dropped-mid-draw, signal-during-first-draw, thread-ends-mid-draw,
// longjmp-out-of-draw, vfork-child-draws). libc/random/HAZARDS.md explains terms and hazards.
// A draw is bad if it fails or returns a run of zeros: bytes that another draw on the same state erased.
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <steps.hpp>

#include "tests/support/bad_draw.hpp"
#include "tests/support/child.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/in_vdso.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

// The vDSO provides all bytes of such a short draw. For a longer draw, it provides only the key.
constexpr size_t kDraw = 60, kNestedDraw = 40;
constexpr int kSignal = SIGUSR1;

// The handler's action and its results. Only the drawing thread and its handler access these variables.
std::atomic<bool> inside;              // a call of getrandom is in progress
std::atomic<bool> by_system_call_too;  // if false, the handler acts only if the vDSO was interrupted
std::atomic<void (*)()> when_inside;   // the action
std::atomic<long> nested, nested_bad;  // draws in the handler, and how many of them were bad

#define NEEDS_STEPS() \
  if (!test::kHasSteps) GTEST_SKIP() << "programs cannot single-step themselves on this processor"

void spin(int turns) {
  for (int i = 0; i < turns; ++i) __asm__ volatile("");
}

// Acts only if the vDSO's code was interrupted, so that a draw is really in progress, or if
// by_system_call_too is set. Acts once per outer draw, so that no two counted draws interrupt the same
// outer draw.
void handle(int, siginfo_t*, void* context) {
  const auto act = when_inside.load();
  if (!inside || act == nullptr || !(by_system_call_too || test::in_vdso(context))) return;
  inside = false;
  act();
}

void set_handler() {
  struct sigaction action {};
  action.sa_sigaction = handle;
  action.sa_flags = SA_RESTART | SA_SIGINFO;
  sigaction(kSignal, &action, nullptr);
}

void nested_draw() {
  unsigned char bytes[kNestedDraw];
  ++nested;
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes || test::is_bad_draw(bytes, sizeof bytes))
    ++nested_bad;
}

// Sends kSignal continuously to the thread that created this object.
class Signals {
 public:
  Signals() {
    set_handler();
    pthread_create(&sender_, nullptr, send, this);
  }
  ~Signals() {
    stop_ = true;
    pthread_join(sender_, nullptr);
    when_inside = nullptr;
  }

 private:
  static void* send(void* self) {
    auto& signals = *static_cast<Signals*>(self);
    // Waits for varying times. Signals without a pause would keep the thread at one instruction.
    for (unsigned i = 1; !signals.stop_; ++i) {
      pthread_kill(signals.target_, kSignal);
      spin(static_cast<int>(2000 + i * 7919 % 4001));
    }
    return nullptr;
  }
  pthread_t target_ = pthread_self();
  pthread_t sender_{};
  std::atomic<bool> stop_ = false;
};

// Draws until `enough()` returns true. Returns the number of bad draws.
template <class Enough>
long draw_until(const Enough& enough) {
  long bad = 0;
  unsigned char bytes[kDraw];
  while (!enough()) {
    std::memset(bytes, 0, sizeof bytes);
    inside = true;
    const ssize_t drawn = getrandom(bytes, sizeof bytes, 0);
    inside = false;
    if (drawn != sizeof bytes || test::is_bad_draw(bytes, sizeof bytes)) ++bad;
  }
  return bad;
}

test::Mapping page_of_states;
bool by_pageout;

// Drops the page of the interrupted draw's state, by MADV_PAGEOUT and MADV_DONTNEED in turn, and draws.
void drop_and_draw() {
  by_pageout = !by_pageout;
  madvise(reinterpret_cast<void*>(page_of_states.start), page_of_states.size(),
          by_pageout ? MADV_PAGEOUT : MADV_DONTNEED);
  nested_draw();
}

TEST(ReentryNestedDraw, NestedAndInterruptedDrawsAreGood) {
  NEEDS_VGETRANDOM();
  nested = 0;
  nested_bad = 0;
  when_inside = nested_draw;
  const Signals signals;
  EXPECT_EQ(draw_until([] { return nested >= 20000; }), 0);
  EXPECT_EQ(nested_bad, 0);
}

TEST(ReentryPageDropped, InterruptedDrawReturnsNoZeros) {
  NEEDS_VGETRANDOM();
  page_of_states = test::droppable_mappings().front();
  nested = 0;
  nested_bad = 0;
  when_inside = drop_and_draw;
  const Signals signals;
  EXPECT_EQ(draw_until([] { return nested >= 25000; }), 0) << "of " << nested << " nested draws";
  EXPECT_EQ(nested_bad, 0);
  RecordProperty("nested_draws", static_cast<int>(nested.load()));
}

// The vfork child draws with the thread structure of its parent, whose draw was interrupted.
void drop_and_draw_in_a_child_of_vfork() {
  ++nested;
  page_of_states.drop();
  const pid_t child = vfork();
  if (child == 0) {
    unsigned char bytes[kNestedDraw];
    _exit(getrandom(bytes, sizeof bytes, 0) == sizeof bytes && !test::is_bad_draw(bytes, sizeof bytes)
              ? 0
              : 1);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  if (status != 0) ++nested_bad;
}

TEST(ReentryVfork, ChildThatAHandlerCreatesDuringADrawMakesNoBadDraw) {
  NEEDS_VGETRANDOM();
  page_of_states = test::droppable_mappings().front();
  nested = 0;
  nested_bad = 0;
  when_inside = drop_and_draw_in_a_child_of_vfork;
  const Signals signals;
  EXPECT_EQ(draw_until([] { return nested >= 3000; }), 0) << "of " << nested << " nested draws";
  EXPECT_EQ(nested_bad, 0);
}

// The handler forks. The kernel zeroes the child's pages of states. The child draws in the handler and
// returns into the interrupted draw. The results of parent and child may have the bytes in common that
// were already in the buffer at the fork. The other bytes must differ.
struct Shared {
  std::atomic<bool> reported;
  unsigned char bytes[kDraw];
};
Shared* shared;
std::atomic<bool> in_child;
std::atomic<long> forks, bad_children;
unsigned char interrupted[kDraw];  // buffer of the outer draw
size_t filled_at_fork;

void fork_and_draw() {
  filled_at_fork = kDraw;
  while (filled_at_fork > 0 && interrupted[filled_at_fork - 1] == 0) --filled_at_fork;
  const pid_t child = fork();
  if (child == 0) {
    in_child = true;
    nested_draw();
    return;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  ++forks;
  if (status != 0) ++bad_children;
}

int fork_in_draws(long count) {
  shared = static_cast<Shared*>(
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  nested_bad = 0;
  when_inside = fork_and_draw;
  const Signals signals;
  long bad = 0, same = 0, compared = 0;
  while (forks < count) {
    const long before = forks;
    std::memset(interrupted, 0, sizeof interrupted);
    shared->reported = false;
    inside = true;
    const ssize_t drawn = getrandom(interrupted, sizeof interrupted, 0);
    inside = false;
    const bool is_bad = drawn != sizeof interrupted || test::is_bad_draw(interrupted, kDraw);
    if (in_child) {
      std::memcpy(shared->bytes, interrupted, kDraw);
      shared->reported = true;
      _exit(is_bad || nested_bad != 0 ? 1 : 0);
    }
    bad += is_bad;
    // Fewer than 16 bytes may be equal by chance.
    if (forks == before || !shared->reported || filled_at_fork > kDraw - 16) continue;
    ++compared;
    same += std::memcmp(shared->bytes + filled_at_fork, interrupted + filled_at_fork,
                        kDraw - filled_at_fork) == 0;
  }
  when_inside = nullptr;
  const bool good = bad == 0 && same == 0 && bad_children == 0 && compared > count / 4;
  if (!good)
    std::fprintf(stderr,
                 "parent: %ld bad draws; %ld of %ld compared draws had the child's bytes; "
                 "%ld of %ld children made a bad draw\n",
                 bad, same, compared, bad_children.load(), forks.load());
  return good ? 0 : 1;
}

TEST(ReentryPageDropped, ForkInAHandlerDuringADrawGivesDifferentBytes) {
  NEEDS_VGETRANDOM();
  // Runs in a child with a time limit, because the forked processes may hang.
  EXPECT_EQ(test::in_child([] { return fork_in_draws(5000); }, 300), "exit 0");
}

// Draws once. Returns null if the bytes are good. In a new thread, this draw claims a state.
void* draw_once(void*) {
  unsigned char bytes[kDraw] = {};
  inside = true;
  const ssize_t drawn = getrandom(bytes, sizeof bytes, 0);
  inside = false;
  return reinterpret_cast<void*>(
      static_cast<long>(drawn != sizeof bytes || test::is_bad_draw(bytes, sizeof bytes)));
}

// Signals arrive while each of many threads makes its first draw. The handler draws too.
TEST(ReentryFirstDraw, HandlerMayDrawWhileTheFirstStateIsClaimed) {
  nested = 0;
  nested_bad = 0;
  set_handler();
  when_inside = nested_draw;
  for (int i = 0; i < 3000; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_once, nullptr), 0);
    for (int signals = 0; signals < 20; ++signals) pthread_kill(thread, kSignal);
    void* bad = nullptr;
    pthread_join(thread, &bad);
    ASSERT_EQ(bad, nullptr);
  }
  when_inside = nullptr;
  EXPECT_EQ(nested_bad, 0);
}

// The program signal_at_first_map traps the mmap of its first draw by SIGSYS. The handler draws, and
// then lets the mmap fail. Both draws must succeed, and the handler's draw must not call mmap.
TEST(ReentryFirstDraw, HandlerAtTheFirstMmapDrawsWithoutMmap) {
  const auto trace = test::trace_program({test::program("signal_at_first_map")});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_LE(trace.droppable_maps(), 1u);
}

// A first draw is interrupted at each of its instructions by a handler that draws. No state may be lost,
// whether the handler or the interrupted draw claims a state first.
TEST(ReentryFirstDraw, HandlerMayDrawAtAnyInstruction) {
  NEEDS_VGETRANDOM();
  NEEDS_STEPS();
  EXPECT_EQ(test::run_program(test::program("interrupted_first_draw"), "draw"), "exit 0");
}

// In the next tests, a thread ends in the middle of a draw: the handler calls pthread_exit, or the
// thread is cancelled asynchronously.
void leave_thread() { pthread_exit(nullptr); }

void* draw_until_thread_ends(void*) {
  unsigned char bytes[kDraw];
  for (;;) {
    inside = true;
    getrandom(bytes, sizeof bytes, 0);
    inside = false;
  }
}

TEST(ReentryThreadEnds, ExitDuringADrawLosesNoState) {
  set_handler();
  NEEDS_VGETRANDOM();
  const size_t before = test::droppable_bytes();
  when_inside = leave_thread;
  for (int i = 0; i < 2000; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_until_thread_ends, nullptr), 0);
    // The handle is valid until the join succeeds.
    while (pthread_tryjoin_np(thread, nullptr) != 0) pthread_kill(thread, kSignal);
    unsigned char bytes[kDraw] = {};
    ASSERT_EQ(draw_once(nullptr), nullptr);
    ASSERT_EQ(getrandom(bytes, sizeof bytes, 0), static_cast<ssize_t>(kDraw));
    ASSERT_FALSE(test::is_bad_draw(bytes, sizeof bytes));
  }
  when_inside = nullptr;
  EXPECT_EQ(test::droppable_bytes(), before) << "states were lost, and pages were added";
}

void* draw_until_cancelled(void*) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
  return draw_until_thread_ends(nullptr);
}

TEST(ReentryThreadEnds, CancellationDuringADrawLosesNoState) {
  NEEDS_VGETRANDOM();
  const size_t before = test::droppable_bytes();
  for (int i = 0; i < 2000; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_until_cancelled, nullptr), 0);
    spin(i % 500 * 20);
    ASSERT_EQ(pthread_cancel(thread), 0);
    ASSERT_EQ(pthread_join(thread, nullptr), 0);
    ASSERT_EQ(draw_once(nullptr), nullptr);
  }
  EXPECT_EQ(test::droppable_bytes(), before) << "states were lost, and pages were added";
}

// A handler ends the thread at each instruction of its first draw. During the first claim, only the
// state's owner field shows that the state is claimed. The exit of the thread must release the state.
TEST(ReentryThreadEnds, ExitDuringAClaimLosesNoState) {
  NEEDS_VGETRANDOM();
  NEEDS_STEPS();
  EXPECT_EQ(test::run_program(test::program("interrupted_first_draw"), "exit"), "exit 0");
}

// A handler leaves nacre_random_prepare, by pthread_exit or siglongjmp, while the thread holds the
// pool's lock. The thread's state word does not show that it holds the lock. The exit of the thread must
// release the lock.
TEST(ReentryThreadEnds, ExitAfterLeavingPrepareReleasesTheLock) {
  NEEDS_VGETRANDOM();
  for (const char* how : {"exit", "jump"})
    EXPECT_EQ(test::run_program(test::program("pool_lock_owner"), how), "exit 0") << how;
}

// A handler leaves a draw by siglongjmp, and the thread continues to draw. The thread returns null if it
// left ten draws, and if all other draws were good.
sigjmp_buf out_of_the_draw;
void jump_out() { siglongjmp(out_of_the_draw, 1); }

void* draw_after_jumping_out(void*) {
  std::atomic<int> jumps = 0;
  std::atomic<bool> good = true;
  unsigned char bytes[kDraw];
  {
    const Signals signals;
    when_inside = jump_out;
    by_system_call_too = true;  // after the first jump, the state stays reserved: draws are system calls
    const time_t end = time(nullptr) + 20;
    while (jumps < 10 && time(nullptr) < end) {
      if (sigsetjmp(out_of_the_draw, 1) != 0) {
        inside = false;
        ++jumps;
      }
      std::memset(bytes, 0, sizeof bytes);
      inside = true;
      const ssize_t drawn = getrandom(bytes, sizeof bytes, 0);
      inside = false;
      if (drawn != sizeof bytes || test::is_bad_draw(bytes, sizeof bytes)) good = false;
    }
    when_inside = nullptr;
    by_system_call_too = false;
  }
  if (jumps < 10) good = false;
  return good ? nullptr : bytes;
}

TEST(ReentryLongjmp, ThreadContinuesToDrawAfterLeavingADraw) {
  NEEDS_VGETRANDOM();
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, nullptr, draw_after_jumping_out, nullptr), 0);
  void* bad = nullptr;
  pthread_join(thread, &bad);
  EXPECT_EQ(bad, nullptr);
  // The end of the thread must have released its state, so that 25 more threads need no more memory.
  const size_t before = test::droppable_bytes();
  for (int i = 0; i < 25; ++i) {
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_after_jumping_out, nullptr), 0);
    pthread_join(thread, &bad);
  }
  EXPECT_EQ(test::droppable_bytes(), before);
}

// A thread is cancelled asynchronously in the mmap of its first draw. The next thread must be able to
// use the new pages.
TEST(ReentryThreadEnds, CancellationDuringMmapKeepsThePages) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(test::run_program(test::program("cancelled_at_first_map"), nullptr), "exit 0");
}

}  // namespace
