// SPDX-License-Identifier: MIT
// system_calls WHAT: calls nacre's random functions so that they make all their system calls. A tracer
// records the calls. A call of getppid before and after each step marks the step for the tracer. A draw
// is a call of a random function. WHAT is one of:
//
//   all      calls every function; no system call is refused
//   refused  calls every function after one draw, while further droppable memory is refused
//   owners   draws in more threads than the first block of states serves, while ordinary memory is
//   refused thread   runs a thread that does not draw, and then a thread that draws abort    calls
//   arc4random while getrandom is refused
#include <nacre/random.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/seccomp.hpp"

namespace {

void mark() { syscall(SYS_getppid); }

void call_everything(std::vector<unsigned char>& bytes) {
  for (const std::size_t length : {0, 1, 16, 64, 100, 256, 257, 4096, 1 << 20}) {
    for (const unsigned flags : {0U, 1U, 2U, 4U, 6U, 8U}) getrandom(bytes.data(), length, flags);
    getentropy(bytes.data(), length);
    arc4random_buf(bytes.data(), length);
  }
  getrandom(nullptr, 16, 0);
  arc4random();
  for (unsigned bound : {0U, 6U, 1000U, 1U << 20, ~0U}) arc4random_uniform(bound);
  nacre_random_report report;
  nacre_random_describe(&report, sizeof report);
}

// The threads are created before the filter is installed, because their stacks are ordinary memory. Each
// thread keeps its state until all have drawn.
int draw_in_threads_without_ordinary_memory() {
  constexpr int kThreads = 100;  // the first block has at most 64 states
  std::atomic<bool> go = false;
  std::atomic<int> drawn = 0;
  std::mutex one_at_a_time;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&] {
      go.wait(false);
      {
        const std::lock_guard lock(one_at_a_time);
        arc4random();
        arc4random();
      }
      if (++drawn == kThreads) drawn.notify_all();
      for (int now; (now = drawn) < kThreads;) drawn.wait(now);
    });
  const bool installed =
      test::Filter().refuse_bits(test::kMapCall, 3, MAP_PRIVATE, test::answer(EPERM)).install();
  mark();
  go = true;
  go.notify_all();
  for (std::thread& thread : threads) thread.join();
  mark();
  return installed ? 0 : 9;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  std::vector<unsigned char> bytes(1 << 20);
  test::Filter filter;
  if (what == "all") {
    mark();
    call_everything(bytes);
    nacre_random_prepare(1000);
    nacre_random_discard();
    call_everything(bytes);
    mark();
  } else if (what == "refused") {
    arc4random();
    if (!filter.refuse_droppable(test::answer(ENOSYS)).install()) return 9;
    mark();
    nacre_random_prepare(1000);
    call_everything(bytes);
    mark();
  } else if (what == "owners") {
    return draw_in_threads_without_ordinary_memory();
  } else if (what == "thread") {
    // Both threads below get the stack of this one.
    std::thread([] {}).join();
    arc4random();
    mark();
    std::thread([] {}).join();
    mark();
    std::thread([&] { call_everything(bytes); }).join();
    mark();
  } else if (what == "abort") {
    if (!filter.refuse(SYS_getrandom, test::answer(ENOSYS)).install()) return 9;
    mark();
    arc4random();
  } else {
    return 8;
  }
  return 0;
}
