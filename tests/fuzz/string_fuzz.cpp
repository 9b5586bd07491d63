// SPDX-License-Identifier: MIT
// string_fuzz CALLS [SEED]: call string functions CALLS times with random arguments, and compare the
// results with plain loops. Each instruction set gets the same number of calls. There is one thread for
// each processor. The last line is the number of calls if all results are right. Otherwise, the
// arguments of a wrong result are printed, and the exit status is 1.
#include <atomic>
#include <cstdio>
#include <exception>
#include <thread>

#include "tests/fuzz/arguments.hpp"
#include "tests/libc/string/backends.hpp"
#include "tests/libc/string/differential.hpp"

using namespace nacre::test;

int main(int argc, char** argv) {
  const auto arguments = count_and_seed(argc, argv, "string_fuzz CALLS [SEED]");
  const unsigned long long wanted = arguments.count, seed = arguments.seed;
  std::printf("seed %llu\n", seed);
  const std::vector<StringBackend> backends = string_backends();
  unsigned long long total = 0;
  std::atomic<bool> failed = false;
  for (const StringBackend backend : backends) {
    const UseStringBackend use(backend);
    std::atomic<unsigned long long> calls = 0;
    const auto work = [&](unsigned long long number) {
      Differential differential(seed + number);
      try {
        while (!failed && calls < wanted / backends.size())
          calls += static_cast<unsigned long long>(differential.round());
      } catch (const std::exception& error) {
        std::printf("%s: %s\n", text_of(backend).c_str(), error.what());
        failed = true;
      }
    };
    {
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back(work, i);
    }
    std::printf("%s: %llu calls\n", text_of(backend).c_str(), calls.load());
    total += calls;
  }
  if (failed) return 1;
  std::printf("%llu calls, no wrong result\n", total);
  return 0;
}
