// SPDX-License-Identifier: MIT
// Tests the states of threads that begin and end
// (hazards destructor-draws, owner-list-dropped, thread-memory-grows, state-straddles-page).
// libc/random/HAZARDS.md explains terms and hazards.
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <latch>
#include <set>
#include <thread>
#include <vector>

#include "libc/random/thread_state.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/states.hpp"

namespace {

using nacre::random::State;
using nacre::random::ThreadState;

bool draw() {
  unsigned char bytes[16];
  return getrandom(bytes, sizeof bytes, 0) == 16;
}

using test::droppable_bytes;

// Destructors must run before the state of the thread is released. Otherwise, each of these threads
// would claim a second state and never release it.
TEST(ThreadDestructor, MayDrawBeforeTheStateIsReleased) {
  ASSERT_TRUE(draw());
  const size_t before = droppable_bytes();
  pthread_key_t key;
  ASSERT_EQ(pthread_key_create(&key, [](void*) { draw(); }), 0);
  for (int i = 0; i < 2000; ++i) {
    struct DrawsLate {
      bool drew_first = false;
      ~DrawsLate() { draw(); }
    };
    std::thread([&] {
      thread_local DrawsLate late;
      late.drew_first = draw();  // this access also constructs `late`
      pthread_setspecific(key, &key);
    }).join();
  }
  pthread_key_delete(key);
  EXPECT_EQ(droppable_bytes(), before);
}

// All pages are dropped before each thread claims its state. No two threads may claim the same state.
TEST(ThreadPagesDropped, StatesKeepTheirOwners) {
  constexpr size_t kThreads = 15;
  NEEDS_VGETRANDOM();
  std::array<State*, kThreads + 1> states{ThreadState::of_this_thread().pointer()};
  std::latch claimed(kThreads);
  std::vector<std::thread> threads;
  for (size_t i = 1; i <= kThreads; ++i) {
    for (const auto& mapping : test::droppable_mappings()) mapping.drop();
    threads.emplace_back([&, i] {
      const bool drawn = draw();
      const ThreadState state = ThreadState::of_this_thread();
      if (drawn && state.is_free()) states[i] = state.pointer();
      claimed.arrive_and_wait();
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<State*> different(states.begin(), states.end());
  different.erase(nullptr);  // a thread draws by system call while another thread maps a page
  EXPECT_GE(different.size(), 2u);
  EXPECT_EQ(different.size(),
            states.size() - static_cast<size_t>(std::count(states.begin(), states.end(), nullptr)));
}

TEST(ThreadMemory, TenThousandFinishedThreadsAddNoMemory) {
  constexpr int kLive = 10;
  ASSERT_TRUE(draw());
  const size_t before = droppable_bytes();
  for (int wave = 0; wave < 10000 / kLive; ++wave) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kLive; ++i) threads.emplace_back(draw);
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(droppable_bytes(), before);
}

TEST(ThreadMemory, StatesHaveTheirOwnCacheLinesAndLieWithinAPage) {
  constexpr size_t kThreads = 600;  // more than the states of the first two blocks of pages
  NEEDS_VGETRANDOM();
  // In bytes: a cache line, the state on x86_64, and a page.
  const size_t line = 64, size = 144, page = static_cast<size_t>(getpagesize());
  std::vector<uintptr_t> states(kThreads);
  std::latch all(kThreads);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] {
      // A thread that draws while another one maps pages draws by system call, and gets a state at a
      // later draw.
      const time_t end = time(nullptr) + 20;
      while (states[i] == 0 && draw() && time(nullptr) < end) {
        const ThreadState state = ThreadState::of_this_thread();
        if (state.is_free()) states[i] = reinterpret_cast<uintptr_t>(state.pointer());
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      all.arrive_and_wait();
    });
  for (auto& thread : threads) thread.join();
  std::set<uintptr_t> lines;
  for (const uintptr_t state : states) {
    ASSERT_NE(state, 0u);
    EXPECT_EQ(state % line, 0u);
    EXPECT_EQ(state / page, (state + size - 1) / page);
    for (uintptr_t at = state / line; at <= (state + size - 1) / line; ++at)
      EXPECT_TRUE(lines.insert(at).second) << "two states share a cache line";
  }
}

}  // namespace
