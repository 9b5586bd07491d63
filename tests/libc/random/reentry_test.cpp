// SPDX-License-Identifier: MIT
// Two callers on one state: a signal handler that interrupts a draw and draws itself (H1 to H6).
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

// So long as the vDSO serves by itself: of a longer draw, it draws the key alone.
constexpr size_t kDraw = 60, kNestedDraw = 40;
constexpr int kSignal = SIGUSR1;

// What the handler does, and what it saw; only the drawing thread and its handler touch these.
std::atomic<bool> inside;
std::atomic<bool> by_system_call_too;  // or only where the vDSO is interrupted
std::atomic<void (*)()> when_inside;
std::atomic<long> nested, nested_bad;

#define NEEDS_STEPS() \
  if (!test::kHasSteps) GTEST_SKIP() << "programs cannot single-step themselves on this processor"

void spin(int turns) {
  for (int i = 0; i < turns; ++i) __asm__ volatile("");
}

// Acts where the vDSO's own code was interrupted, so that a draw is under way in earnest; and once in
// each outer draw, so that every count is of another interrupted draw.
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

// Sends kSignal to the thread that made it, without pause, while it lives.
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
    // Paced, and never twice alike: a storm would hold the thread at one instruction.
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

// Draws until `enough`, and returns how many draws were bad.
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

void drop_and_draw() {
  by_pageout = !by_pageout;
  madvise(reinterpret_cast<void*>(page_of_states.start), page_of_states.size(),
          by_pageout ? MADV_PAGEOUT : MADV_DONTNEED);
  nested_draw();
}

TEST(ReentryH1, ANestedDrawIsAnsweredAndHarmsNeither) {
  NEEDS_STATES();
  nested = 0;
  nested_bad = 0;
  when_inside = nested_draw;
  const Signals signals;
  EXPECT_EQ(draw_until([] { return nested >= 20000; }), 0);
  EXPECT_EQ(nested_bad, 0);
}

TEST(ReentryH2, APageDroppedUnderADrawThatIsNestedInGivesNoZeros) {
  NEEDS_STATES();
  page_of_states = test::droppable_mappings().front();
  nested = 0;
  nested_bad = 0;
  when_inside = drop_and_draw;
  const Signals signals;
  EXPECT_EQ(draw_until([] { return nested >= 25000; }), 0) << "of " << nested << " nested draws";
  EXPECT_EQ(nested_bad, 0);
  RecordProperty("nested_draws", static_cast<int>(nested.load()));
}

// A child of vfork, which shares the thread structure, draws where the parent's draw was interrupted.
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

TEST(ReentryH6, AChildOfVforkInAHandlerInsideADrawHarmsNeither) {
  NEEDS_STATES();
  page_of_states = test::droppable_mappings().front();
  nested = 0;
  nested_bad = 0;
  when_inside = drop_and_draw_in_a_child_of_vfork;
  const Signals signals;
  EXPECT_EQ(draw_until([] { return nested >= 3000; }), 0) << "of " << nested << " nested draws";
  EXPECT_EQ(nested_bad, 0);
}

// The second form of H2: the handler forks, and the child, whose pages the kernel has wiped, draws in
// the handler and returns into the draw that was interrupted. What was in the buffer at the fork is
// both's; the rest must not be.
struct Shared {
  std::atomic<bool> reported;
  unsigned char bytes[kDraw];
};
Shared* shared;
std::atomic<bool> in_child;
std::atomic<long> forks, bad_children;
unsigned char interrupted[kDraw];  // the buffer of the outer draw
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
    if (forks == before || !shared->reported || filled_at_fork > kDraw - 16) continue;
    ++compared;
    same += std::memcmp(shared->bytes + filled_at_fork, interrupted + filled_at_fork,
                        kDraw - filled_at_fork) == 0;
  }
  when_inside = nullptr;
  const bool good = bad == 0 && same == 0 && bad_children == 0 && compared > count / 4;
  if (!good)
    std::fprintf(stderr, "%ld bad draws, %ld of %ld as in the child, %ld bad children of %ld forks\n",
                 bad, same, compared, bad_children.load(), forks.load());
  return good ? 0 : 1;
}

TEST(ReentryH2, AForkInAHandlerInsideADrawGivesParentAndChildDifferentBytes) {
  NEEDS_STATES();
  // In a child, so that a test which loses its way ends there.
  EXPECT_EQ(test::in_child([] { return fork_in_draws(5000); }, 300), "exit 0");
}

// H3: the handler comes while the thread makes its first draw, and has its state allocated.
void* first_draw_under_signals(void*) {
  unsigned char bytes[kDraw] = {};
  inside = true;
  const ssize_t drawn = getrandom(bytes, sizeof bytes, 0);
  inside = false;
  return reinterpret_cast<void*>(
      static_cast<long>(drawn != sizeof bytes || test::is_bad_draw(bytes, sizeof bytes)));
}

TEST(ReentryH3, AHandlerMayDrawWhileTheFirstStateIsMade) {
  nested = 0;
  nested_bad = 0;
  set_handler();
  when_inside = nested_draw;
  for (int i = 0; i < 3000; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, first_draw_under_signals, nullptr), 0);
    for (int signals = 0; signals < 20; ++signals) pthread_kill(thread, kSignal);
    void* bad = nullptr;
    pthread_join(thread, &bad);
    ASSERT_EQ(bad, nullptr);
  }
  when_inside = nullptr;
  EXPECT_EQ(nested_bad, 0);
}

// H3, with the interruption where it hurts: the tracer's stop at the mmap of the first draw lets a
// signal in before the state is there.
TEST(ReentryH3, ASignalAtTheFirstMapFindsTheReservation) {
  const auto trace = test::trace_program({test::program("signal_at_first_map")});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_LE(trace.droppable_maps(), 1u);
}

// H3, at every instruction: whichever of the two comes first to the state, the other loses none.
TEST(ReentryH3, AHandlerMayDrawAtAnyInstructionOfAFirstDraw) {
  NEEDS_STATES();
  NEEDS_STEPS();
  EXPECT_EQ(test::run_program(test::program("amid_first_draw"), "draw"), "exit 0");
}

// H4: leaving a draw for good, by pthread_exit in the handler or by asynchronous cancellation.
void leave_thread() { pthread_exit(nullptr); }

void* draw_until_left(void*) {
  unsigned char bytes[kDraw];
  for (;;) {
    inside = true;
    getrandom(bytes, sizeof bytes, 0);
    inside = false;
  }
}

TEST(ReentryH4, AThreadThatExitsInsideADrawLosesNoStateAndHarmsNoLaterOne) {
  set_handler();
  NEEDS_STATES();
  const size_t before = test::droppable_bytes();
  when_inside = leave_thread;
  for (int i = 0; i < 2000; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_until_left, nullptr), 0);
    // A thread that is gone cannot be joined before; its handle is good until then.
    while (pthread_tryjoin_np(thread, nullptr) != 0) pthread_kill(thread, kSignal);
    unsigned char bytes[kDraw] = {};
    ASSERT_EQ(first_draw_under_signals(nullptr), nullptr);
    ASSERT_EQ(getrandom(bytes, sizeof bytes, 0), static_cast<ssize_t>(kDraw));
    ASSERT_FALSE(test::is_bad_draw(bytes, sizeof bytes));
  }
  when_inside = nullptr;
  EXPECT_EQ(test::droppable_bytes(), before) << "states were lost, and pages were added";
}

void* draw_until_cancelled(void*) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
  return draw_until_left(nullptr);
}

TEST(ReentryH4, AThreadCancelledInsideADrawLosesNoState) {
  NEEDS_STATES();
  const size_t before = test::droppable_bytes();
  for (int i = 0; i < 2000; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_until_cancelled, nullptr), 0);
    spin(i % 500 * 20);
    ASSERT_EQ(pthread_cancel(thread), 0);
    ASSERT_EQ(pthread_join(thread, nullptr), 0);
    ASSERT_EQ(first_draw_under_signals(nullptr), nullptr);
  }
  EXPECT_EQ(test::droppable_bytes(), before) << "states were lost, and pages were added";
}

// H4: and amid the claim of its first state, which is then noted nowhere but with its owner.
TEST(ReentryH4, AThreadThatExitsAmidItsClaimLosesNoState) {
  NEEDS_STATES();
  NEEDS_STEPS();
  EXPECT_EQ(test::run_program(test::program("amid_first_draw"), "exit"), "exit 0");
}

// H4, H5: nacre_random_prepare takes the pool's lock in a thread whose word says nothing of it.
TEST(ReentryH4, AThreadThatLeftAPrepareGivesBackTheLockWhenItEnds) {
  NEEDS_STATES();
  for (const char* how : {"exit", "jump"})
    EXPECT_EQ(test::run_program(test::program("whose_lock"), how), "exit 0") << how;
}

// H5: a handler leaves a draw by siglongjmp, and the thread lives on.
sigjmp_buf out_of_the_draw;
void jump_out() { siglongjmp(out_of_the_draw, 1); }

void* draw_after_jumping_out(void*) {
  std::atomic<int> jumps = 0;
  std::atomic<bool> good = true;
  unsigned char bytes[kDraw];
  {
    const Signals signals;
    when_inside = jump_out;
    by_system_call_too = true;  // after the first jump, every draw of the thread is one
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

TEST(ReentryH5, AThreadThatJumpedOutOfADrawGoesOnDrawing) {
  NEEDS_STATES();
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, nullptr, draw_after_jumping_out, nullptr), 0);
  void* bad = nullptr;
  pthread_join(thread, &bad);
  EXPECT_EQ(bad, nullptr);
  // Its state came back when it ended.
  const size_t before = test::droppable_bytes();
  for (int i = 0; i < 25; ++i) {
    ASSERT_EQ(pthread_create(&thread, nullptr, draw_after_jumping_out, nullptr), 0);
    pthread_join(thread, &bad);
  }
  EXPECT_EQ(test::droppable_bytes(), before);
}

TEST(ReentryH4, PagesOfAThreadThatIsCancelledWhileItMapsThemAreKept) {
  NEEDS_STATES();
  EXPECT_EQ(test::run_program(test::program("cancelled_at_first_map"), nullptr), "exit 0");
}

}  // namespace
