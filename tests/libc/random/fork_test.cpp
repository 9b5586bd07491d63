// SPDX-License-Identifier: MIT
// Tests draws after a fork of a process with threads. Only the forking thread exists in the child
// (hazards fork-orphans-states, fork-while-locked, atfork-handler-draws, vfork-child-draws).
// libc/random/HAZARDS.md explains terms and hazards.
#include <gtest/gtest.h>
#include <poll.h>
#include <pthread.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "libc/random/thread_state.hpp"
#include "tests/support/child.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

using nacre::random::State;
using nacre::random::ThreadState;
using Draw = std::array<unsigned char, 16>;

// Returns null if this thread has no state, or if a draw has reserved the state.
State* state_of_this_thread() {
  const ThreadState state = ThreadState::of_this_thread();
  return state.is_free() ? state.pointer() : nullptr;
}

// Starts threads that draw once and then wait. They end when this object is destroyed.
class DrawingThreads {
 public:
  explicit DrawingThreads(int count) : drawn_(count) {
    for (int i = 0; i < count; ++i)
      threads_.emplace_back([this] {
        Draw draw;
        if (getrandom(draw.data(), draw.size(), 0) != 16) _exit(99);
        {
          const std::lock_guard lock(mutex_);
          states_.push_back(state_of_this_thread());
          draws_.insert(draw);
        }
        drawn_.count_down();
        end_.wait(false);
      });
    drawn_.wait();
  }
  ~DrawingThreads() {
    end_ = true;
    end_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  const std::vector<State*>& states() const { return states_; }
  const std::set<Draw>& draws() const { return draws_; }

 private:
  std::mutex mutex_;
  std::vector<State*> states_;
  std::set<Draw> draws_;
  std::latch drawn_;
  std::atomic<bool> end_ = false;
  std::vector<std::thread> threads_;
};

// Null pointers are left out: a thread has no state if its draw was a system call.
bool all_different(std::vector<State*> states) {
  std::erase(states, nullptr);
  std::sort(states.begin(), states.end());
  return std::adjacent_find(states.begin(), states.end()) == states.end();
}

void draw_something() {
  Draw draw;
  if (getrandom(draw.data(), draw.size(), 0) != 16) _exit(98);
}

// A vfork child uses the parent's thread structure while the parent waits. On some architectures, musl
// implements vfork by the fork system call and runs no fork hook of the libc. The child must draw other
// bytes than its parent in both cases.
TEST(ForkVfork, DrawsOtherBytesThanItsParent) {
  static std::set<Draw> seen;
  void* const shared =
      mmap(nullptr, sizeof(Draw), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(shared, MAP_FAILED);
  static Draw& childs_draw = *static_cast<Draw*>(shared);
  for (int i = 0; i < 1000; ++i) {
    const pid_t child = vfork();
    if (child == 0) _exit(getrandom(childs_draw.data(), childs_draw.size(), 0) == 16 ? 0 : 1);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    Draw draw;
    ASSERT_EQ(getrandom(draw.data(), draw.size(), 0), 16);
    ASSERT_TRUE(seen.insert(childs_draw).second) << "the child drew bytes that were drawn before";
    ASSERT_TRUE(seen.insert(draw).second) << "the parent drew bytes that were drawn before";
  }
}

TEST(ForkStates, ThreadsOfTheChildDoNotShareTheStateOfTheForkingThread) {
  NEEDS_VGETRANDOM();
  const DrawingThreads before(30);
  std::string end;
  // The forking thread is new, so its state is in the block of states that the pool searches first. If
  // the child's pool regarded this state as free, the child's threads would soon claim it too.
  std::thread([&] {
    draw_something();
    end = test::in_child([&] {
      State* const mine = state_of_this_thread();
      if (mine == nullptr) return 1;
      for (int round = 0; round < 5; ++round) {
        const DrawingThreads children(40);
        auto states = children.states();
        states.push_back(mine);
        if (!all_different(states)) return 2;
        if (children.draws().size() != 40) return 3;
      }
      return 0;
    });
  }).join();
  EXPECT_EQ(end, "exit 0");
}

TEST(ForkStates, ParentAndChildDrawDifferentBytes) {
  std::set<Draw> parents;
  Draw draw;
  int channel[2];
  ASSERT_EQ(pipe(channel), 0);
  ASSERT_EQ(getrandom(draw.data(), draw.size(), 0), 16);
  const auto end = test::in_child([&] {
    for (int i = 0; i < 100; ++i) {
      if (getrandom(draw.data(), draw.size(), 0) != 16) return 1;
      if (write(channel[1], draw.data(), draw.size()) != 16) return 2;
    }
    return 0;
  });
  EXPECT_EQ(end, "exit 0");
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(getrandom(draw.data(), draw.size(), 0), 16);
    parents.insert(draw);
  }
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(read(channel[0], draw.data(), draw.size()), 16);
    EXPECT_FALSE(parents.contains(draw)) << "parent and child drew the same 16 bytes";
  }
  close(channel[0]);
  close(channel[1]);
}

// Each process of a chain starts threads with states, and then forks the next process, in which these
// threads do not exist. The last process must have as much droppable memory as the first.
TEST(ForkStates, ThousandForksInAChainAddNoMemory) {
  NEEDS_VGETRANDOM();
  const size_t before = test::droppable_bytes();
  int channel[2];
  ASSERT_EQ(pipe(channel), 0);
  const pid_t first = fork();
  // Each process reports its position in the chain, and the last process reports its memory.
  constexpr int kGenerations = 1000;
  struct Report {
    int generation;
    size_t bytes;
  };
  if (first == 0) {
    for (int generation = 0; generation < kGenerations; ++generation) {
      new DrawingThreads(3);  // not freed; the next generation has no such threads
      const Report alive{generation, 0};
      if (write(channel[1], &alive, sizeof alive) != sizeof alive) _exit(1);
      if (fork() != 0) _exit(0);
    }
    const Report last{kGenerations, test::droppable_bytes()};
    if (write(channel[1], &last, sizeof last) != sizeof last) _exit(1);
    _exit(0);
  }
  close(channel[1]);
  Report report{};
  while (report.generation < kGenerations) {
    pollfd ready{channel[0], POLLIN, 0};
    ASSERT_EQ(poll(&ready, 1, 60000), 1) << "the chain hangs after generation " << report.generation;
    ASSERT_EQ(read(channel[0], &report, sizeof report), static_cast<ssize_t>(sizeof report))
        << "the chain ended after generation " << report.generation;
  }
  const size_t after = report.bytes;
  EXPECT_EQ(after, before);
  close(channel[0]);
  EXPECT_EQ(waitpid(first, nullptr, 0), first);
}

// A thread holds the pool's lock while it maps more states. Meanwhile another thread forks by _Fork, or
// by a raw clone, which runs no hook. The child must be able to draw.
TEST(ForkLock, ChildNeverWaitsForALockHeldInItsParent) {
  NEEDS_VGETRANDOM();
  for (const char* how : {"_Fork", "clone"})
    EXPECT_EQ(test::trace_program({test::program("fork_while_growing"), how}).end, "exit 0") << how;
}

// _Fork runs the libc's fork hook, which releases the lock in the child. So the child must also get a
// state.
TEST(ForkLock, ChildGetsStatesAlthoughTheLockWasHeld) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(test::trace_program({test::program("fork_while_growing"), "states"}).end, "exit 0");
}

// A handler interrupts a thread's first claim, and forks. The child returns into the claim and creates
// threads, which must claim other states.
TEST(ForkStates, ThreadsOfAChildForkedDuringAClaimGetOtherStates) {
  NEEDS_VGETRANDOM();
  const auto trace = test::trace_program({test::program("fork_at_first_map")});
  EXPECT_EQ(trace.end, "exit 0");
}

// The fork releases the lock in the child. Another thread of the child takes it before the interrupted
// claim continues. At its end, this claim must not release the lock of the other thread.
TEST(ForkLock, ForkDuringAClaimDoesNotReleaseTheLockOfAnotherThread) {
  NEEDS_VGETRANDOM();
  EXPECT_EQ(test::run_program(test::program("pool_lock_owner"), "fork"), "exit 0");
}

// Handlers of pthread_atfork draw, while other threads are created and claim states. No fork may hang.
TEST(ForkAtforkHandler, MayDrawWhileOtherThreadsClaimStates) {
  EXPECT_EQ(test::in_child([] {
              pthread_atfork(draw_something, draw_something, draw_something);
              std::atomic<bool> stop = false;
              std::vector<std::thread> churners;
              for (int i = 0; i < 2; ++i)
                churners.emplace_back([&] {
                  while (!stop) std::thread(draw_something).join();
                });
              bool good = true;
              for (int i = 0; i < 300; ++i)
                // A new thread of the child must be able to claim a state.
                good = test::in_child(
                           [] {
                             std::thread(draw_something).join();
                             return 0;
                           },
                           20 /* seconds */) == "exit 0" &&
                       good;
              stop = true;
              for (auto& thread : churners) thread.join();
              return good ? 0 : 1;
            }),
            "exit 0");
}

}  // namespace
