// SPDX-License-Identifier: MIT
// Tests the pool of getrandom states (state_pool.hpp) and the lease (lease.hpp), which reserves a
// thread's state during a draw (a call that generates random bytes). The tests run on the host's libc
// under sanitizers, with the kernel's vDSO and droppable memory. The pool takes any nonzero number as
// the identity of a thread; the tests use multiples of 16. libc/random/HAZARDS.md describes the hazards.
#include <elf.h>
#include <gtest/gtest.h>
#include <sys/auxv.h>

#include <array>
#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "libc/random/draw.hpp"
#include "libc/random/state_pool.hpp"
#include "tests/support/droppable.hpp"

namespace {

using nacre::random::State;
using nacre::random::StatePool;
using nacre::random::ThreadState;

bool have_vdso() { return nacre::sys::vgetrandom.find() != nullptr; }

// 2000 claims, so that the pool maps several blocks of states. keep_only frees the states of all other
// threads, as in a fork child.
TEST(Pool, GivesEachClaimADifferentState) {
  if (!have_vdso()) GTEST_SKIP() << "no vDSO getrandom here";
  auto pool = std::make_unique<StatePool>();
  std::set<State*> states;
  State* const state_of_first = pool->claim(16).state;
  states.insert(state_of_first);
  for (uintptr_t thread = 2; thread <= 2000; ++thread) {
    const auto claim = pool->claim(thread * 16);
    ASSERT_EQ(claim.outcome, StatePool::Outcome::claimed);
    ASSERT_TRUE(states.insert(claim.state).second);
  }
  const size_t mapped = test::droppable_bytes();
  pool->keep_only(16);
  states = {state_of_first};
  for (uintptr_t thread = 2; thread <= 2000; ++thread) {
    const auto claim = pool->claim(thread * 16);
    ASSERT_EQ(claim.outcome, StatePool::Outcome::claimed);
    ASSERT_TRUE(states.insert(claim.state).second);
  }
  EXPECT_EQ(test::droppable_bytes(), mapped)
      << "the pool must reuse the states that keep_only freed before it maps more pages";
}

// release(state, true) means that the draw did not end. The state may then contain random bytes, and the
// key of a long draw is stored behind it. The release must erase both (hazard thread-ends-mid-draw).
TEST(PoolThreadEnds, StateReleasedDuringADrawIsZeroed) {
  if (!have_vdso()) GTEST_SKIP() << "no vDSO getrandom here";
  auto pool = std::make_unique<StatePool>();
  State* const state = pool->claim(16).state;
  const size_t size = StatePool::key_offset() + sizeof(nacre::random::Key);
  for (size_t i = 0; i < size; ++i) state->bytes[i] = 0xee;
  pool->release(state, true);
  for (size_t i = 0; i < size; ++i) ASSERT_EQ(state->bytes[i], 0);
  EXPECT_EQ(pool->claim(32).state, state);
}

// After a complete draw, the state contains no bytes that were returned. So the state keeps its content,
// and needs no new seed.
TEST(Pool, StateReleasedBetweenDrawsIsReused) {
  if (!have_vdso()) GTEST_SKIP() << "no vDSO getrandom here";
  auto pool = std::make_unique<StatePool>();
  State* const state = pool->claim(16).state;
  state->bytes[7] = 0xee;
  pool->release(state, false);
  EXPECT_EQ(pool->claim(32).state, state);
  EXPECT_EQ(state->bytes[7], 0xee);
}

// release_all_of(16) must release the states of thread 16 and no others. Thread 48 must then get them.
TEST(Pool, ReleasesAllStatesOfAThread) {
  if (!have_vdso()) GTEST_SKIP() << "no vDSO getrandom here";
  auto pool = std::make_unique<StatePool>();
  std::set<State*> of_thread_16;
  constexpr int kStates = 12;  // all in the first page
  for (int i = 0; i < kStates; ++i) of_thread_16.insert(pool->claim(16).state);
  State* const of_thread_32 = pool->claim(32).state;
  pool->release_all_of(16);
  for (int i = 0; i < kStates; ++i) EXPECT_TRUE(of_thread_16.contains(pool->claim(48).state));
  EXPECT_FALSE(of_thread_16.contains(of_thread_32));
}

// Threads that claim and release states at the same time never hold the same state, and ThreadSanitizer
// sees no race (hazard state-claimed-twice).
TEST(PoolClaim, NeverGivesOneStateToTwoThreads) {
  if (!have_vdso()) GTEST_SKIP() << "no vDSO getrandom here";
  auto pool = std::make_unique<StatePool>();
  std::atomic<int> wrong_bytes = 0;
  std::vector<std::thread> threads;
  for (uintptr_t number = 1; number <= 8; ++number)
    threads.emplace_back([&, number] {
      for (int round = 0; round < 3000; ++round) {
        std::array<State*, 5> held{};
        for (auto& state : held)
          if (const auto claim = pool->claim(number * 16);
              claim.outcome == StatePool::Outcome::claimed) {
            state = claim.state;
            // These accesses are not atomic. If two threads hold the state, ThreadSanitizer reports
            // a race, and one thread reads the other's byte.
            if (state->bytes[0] != 0) ++wrong_bytes;
            state->bytes[0] = static_cast<unsigned char>(number);
          }
        for (State* const state : held)
          if (state != nullptr) {
            if (state->bytes[0] != number) ++wrong_bytes;
            pool->release(state, true);  // zeroes the state, so bytes[0] is 0 for its next owner
          }
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong_bytes, 0) << "two threads held one state";
}

// Several threads look up the vDSO's getrandom function at the same time. All must get the same result.
TEST(VgetrandomFind, WorksInManyThreadsAtOnce) {
  for (int round = 0; round < 50; ++round) {
    nacre::sys::Vgetrandom fresh;
    std::atomic<int> ready = 0;
    std::vector<std::thread> threads;
    std::array<nacre::sys::VgetrandomFunction*, 4> found{};
    for (auto& function : found)
      threads.emplace_back([&] {
        for (++ready; ready != 4;) {
        }
        function = fresh.find();
      });
    for (auto& thread : threads) thread.join();
    for (auto* const function : found) EXPECT_EQ(function, found[0]);
  }
}

// A signal handler that draws during a draw gets an empty lease (hazard nested-draw).
TEST(Lease, IsEmptyInsideAnotherLease) {
  if (!have_vdso()) GTEST_SKIP() << "no vDSO getrandom here";
  std::thread([] {
    using nacre::random::Lease;
    EXPECT_FALSE(Lease::reserve()) << "a new thread has no state";
    {
      const Lease outer = Lease::reserve_or_claim();
      ASSERT_TRUE(outer);
      EXPECT_FALSE(Lease::reserve());
      EXPECT_FALSE(Lease::reserve_or_claim());
    }
    EXPECT_TRUE(Lease::reserve());
  }).join();
}

TEST(Draw, ManyThreadsDrawWithoutRepetition) {
  std::vector<std::thread> threads;
  std::array<std::set<std::array<unsigned char, 16>>, 4> drawn;
  for (auto& mine : drawn)
    threads.emplace_back([&mine] {
      std::array<unsigned char, 16> bytes{};
      for (int i = 0; i < 5000; ++i) {
        ASSERT_TRUE(nacre::random::fill(bytes.data(), bytes.size()).ok());
        ASSERT_TRUE(mine.insert(bytes).second);
      }
    });
  for (auto& thread : threads) thread.join();
  for (size_t i = 1; i < drawn.size(); ++i) {
    const size_t sum = drawn[0].size() + drawn[i].size();
    drawn[0].merge(drawn[i]);
    EXPECT_EQ(drawn[0].size(), sum) << "two threads drew the same 16 bytes";
  }
}

}  // namespace
