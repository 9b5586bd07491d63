// SPDX-License-Identifier: MIT
// Calls a function several times at once, for tests that start many programs.
#pragma once
#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace nacre::test {

// Calls function(0), ..., function(count - 1) in several threads. By default, there is one thread for
// each processor. Callers can use more threads for calls that mostly wait.
template <class Function>
void in_parallel(size_t count, Function function,
                 unsigned threads = std::max(1U, std::thread::hardware_concurrency())) {
  std::atomic<size_t> next{0};
  std::vector<std::jthread> running;
  for (unsigned i = 0; i < threads; ++i)
    running.emplace_back([&] {
      for (size_t n; (n = next++) < count;) function(n);
    });
}

}  // namespace nacre::test
