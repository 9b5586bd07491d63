// SPDX-License-Identifier: MIT
// Tests all concurrent uses of the pool of getrandom states (state_pool.hpp) under ThreadSanitizer.
// ThreadSanitizer does not see how the vDSO function writes to a state, so the tests write to the states
// themselves. A draw is a call that generates random bytes. libc/random/HAZARDS.md describes the
// hazards.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <latch>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "libc/random/backend_choice.hpp"
#include "libc/random/draw.hpp"
#include "libc/random/state_pool.hpp"
#include "sysdeps/contract/hooks.hpp"

namespace {

using nacre::random::State;
using nacre::random::StatePool;
using Outcome = StatePool::Outcome;

#define NEEDS_VDSO() \
  if (nacre::sys::vgetrandom.find() == nullptr) GTEST_SKIP() << "no vDSO getrandom here"

// Runs `body(number)` in `count` threads, which begin as simultaneously as possible.
template <class Body>
void at_once(int count, const Body& body) {
  std::latch all(count);
  std::vector<std::thread> threads;
  for (int number = 0; number < count; ++number)
    threads.emplace_back([&, number] {
      all.arrive_and_wait();
      body(number);
    });
  for (auto& thread : threads) thread.join();
}

// The identity of a test's thread in the pool. Any nonzero value works.
uintptr_t identity(int number) { return static_cast<uintptr_t>(number + 1) * 16; }

// Claims a state for the thread `number`. While another thread maps pages, tries again.
State* claim(StatePool& pool, int number) {
  for (;;) {
    const auto claim = pool.claim(identity(number));
    if (claim.outcome != Outcome::try_again) return claim.state;
    std::this_thread::yield();
  }
}

// Writes to the whole state and to the key behind it, but to no other state.
void use(State* state) {
  __builtin_memset(state, 0xee, StatePool::key_offset() + sizeof(nacre::random::Key));
}

// All threads together claim more states than a new pool has, so the pool must grow while they claim
// (hazards thread-memory-grows, state-claimed-twice).
TEST(RacesClaim, PoolGrowsWhileAllThreadsClaim) {
  NEEDS_VDSO();
  constexpr int kThreads = 4, kEach = 40;
  for (int round = 0; round < 100; ++round) {
    auto pool = std::make_unique<StatePool>();
    std::array<std::array<State*, kEach>, kThreads> had{};
    at_once(kThreads, [&](int number) {
      for (auto& state : had[number]) {
        state = claim(*pool, number);
        if (state != nullptr) use(state);
      }
    });
    std::set<State*> all;
    for (const auto& mine : had) all.insert(mine.begin(), mine.end());
    ASSERT_EQ(all.size(), size_t{kThreads * kEach});
    ASSERT_EQ(all.count(nullptr), 0u);
    ASSERT_EQ(pool->usage().claimed, size_t{kThreads * kEach});
  }
}

// Three threads claim states, and release them in three ways: all states of the thread at once, each
// state after an unfinished draw, each state after a complete draw. At the same time, a fourth thread
// makes the pool grow, and a fifth counts the states and discards their content (hazards
// thread-ends-mid-draw, thread-memory-grows).
TEST(RacesClaim, StatesAreClaimedAndReleasedDuringGrowthAndDiscard) {
  NEEDS_VDSO();
  auto pool = std::make_unique<StatePool>();
  std::atomic<int> churning = 3;  // how many of the first three threads still run
  at_once(5, [&](int number) {
    if (number < 3) {
      for (int round = 0; round < 2000; ++round) {
        std::array<State*, 12> had{};
        for (auto& state : had) use(state = claim(*pool, number));
        if (round % 3 == 0)
          pool->release_all_of(identity(number));
        else
          for (State* const state : had) pool->release(state, round % 3 == 1);
      }
      --churning;
    }
    while (churning != 0 && number == 3) {
      const auto room = pool->make_room(30, identity(number));
      EXPECT_TRUE(room.ok() || room.error() == EAGAIN);
      std::this_thread::yield();
    }
    while (churning != 0 && number == 4) {
      const auto usage = pool->usage();
      EXPECT_LE(usage.claimed, usage.states);
      // The kernel zeroes the states while other threads write to them. ThreadSanitizer does not see
      // this.
      EXPECT_TRUE(pool->discard_all().ok());
      EXPECT_FALSE(pool->refused());
      std::this_thread::yield();
    }
  });
  EXPECT_EQ(pool->usage().claimed, 0u);
}

// Forks a child while other threads claim and release states. The child must keep the state of its only
// thread, and must be able to claim 200 others (hazards fork-orphans-states, fork-while-locked).
TEST(RacesFork, ChildClaimsStatesWhateverOtherThreadsWereDoing) {
  NEEDS_VDSO();
  for (int round = 0; round < 30; ++round) {
    auto pool = std::make_unique<StatePool>();
    State* const mine = claim(*pool, 0);
    std::atomic<bool> stop = false;
    std::vector<std::thread> threads;
    for (int number = 1; number < 4; ++number)
      threads.emplace_back([&, number] {
        while (!stop) {
          std::array<State*, 30> had{};
          for (auto& state : had) state = claim(*pool, number);
          for (State* const state : had) pool->release(state, false);
        }
      });
    const pid_t child = fork();
    if (child == 0) {
      alarm(20);  // ends the child if it hangs
      pool->keep_only(identity(0));
      std::set<State*> all{mine};
      for (int i = 0; i < 200; ++i) {
        const auto other = pool->claim(identity(i + 4));
        if (other.outcome != Outcome::claimed || !all.insert(other.state).second) _exit(1);
      }
      _exit(pool->usage().claimed == 201 ? 0 : 2);
    }
    int status = 0;
    waitpid(child, &status, 0);
    stop = true;
    for (auto& thread : threads) thread.join();
    ASSERT_EQ(status, 0);
  }
}

// Threads make short and long draws and end, and new threads reuse the states of the ended ones
// (hazards owner-list-dropped, destructor-draws).
TEST(RacesThreadEnds, ThreadsDrawAndEndWhileOthersBegin) {
  NEEDS_VDSO();
  const size_t before = nacre::random::state_pool.usage().claimed;
  at_once(3, [](int) {
    for (int round = 0; round < 400; ++round)
      std::thread([] {
        std::array<unsigned char, 1000> bytes{};
        for (const size_t length : {16, 1000, 60})
          EXPECT_TRUE(nacre::random::fill(bytes.data(), length).ok());
        nacre::sys::thread_exit();  // on the host's libc, no code calls this hook
      }).join();
  });
  // All threads that have drawn have ended: the three threads of at_once do not draw themselves.
  EXPECT_EQ(nacre::random::state_pool.usage().claimed, before);
}

// Many threads make the first draws of a process at the same time. A first draw selects the backend and
// looks up the vDSO function (hazards draw-before-startup, draw-invisible-to-strace).
TEST(RacesFirstDraw, ManyThreadsMakeTheFirstDrawAtOnce) {
  for (int round = 0; round < 100; ++round) {
    nacre::random::BackendChoice choice;
    nacre::sys::Vgetrandom vgetrandom;
    std::array<const nacre::sys::ChaCha20Backend*, 4> backends{};
    std::array<size_t, 4> sizes{};
    at_once(4, [&](int number) {
      if (choice.uses_vdso() && vgetrandom.find() != nullptr) sizes[number] = vgetrandom.state_size();
      backends[number] = choice.backend();
    });
    for (int number = 1; number < 4; ++number) {
      EXPECT_EQ(backends[number], backends[0]);
      EXPECT_EQ(sizes[number], sizes[0]);
    }
  }
}

}  // namespace
