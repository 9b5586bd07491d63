// SPDX-License-Identifier: MIT
// A thread's first getrandom call claims a state, the memory of the thread's generator
// (libc/random/HAZARDS.md). Here, a signal handler interrupts the claim of the main thread and forks.
// The child returns into the claim. The threads that the child creates must get other states than its
// main thread. Exits with 0 if they do.
#include <sys/random.h>

#include <atomic>
#include <cerrno>
#include <latch>
#include <thread>
#include <vector>

#include "libc/random/thread_state.hpp"
#include "tests/support/child.hpp"
#include "tests/support/trapped_map.hpp"

namespace {

using nacre::random::State;
using nacre::random::ThreadState;

pid_t child = -1;

// Called instead of each mmap of droppable memory, by which the first getrandom call gets states.
long fork_and_map() {
  if (child < 0) child = fork();
  return test::map_ordinary_page();
}

// Calls getrandom, and returns this thread's state, or null. A thread's state is free if no draw uses
// it.
State* draw() {
  unsigned char bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != 16) return nullptr;
  const ThreadState state = ThreadState::of_this_thread();
  return state.is_free() ? state.pointer() : nullptr;
}

}  // namespace

int main() {
  if (!test::trap_droppable_maps(fork_and_map)) return 9;
  State* const mine = draw();
  if (mine == nullptr) return 1;

  constexpr int kThreads = 10;
  std::atomic<bool> good = true;
  std::latch all(kThreads);  // no thread ends, and frees its state, before all have drawn
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&] {
      State* const other = draw();
      if (other == nullptr || other == mine) good = false;
      all.arrive_and_wait();
    });
  for (auto& thread : threads) thread.join();
  if (!good) return 2;
  if (child == 0) return 0;
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0 ? 0 : 3;
}
