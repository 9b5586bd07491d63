// SPDX-License-Identifier: MIT
// numbers_fuzz CALLS [SEED]: convert random numbers to text, and random text to numbers, with CALLS
// conversions in each direction, and compare the results with musl's exact conversions. Half of the
// conversions round to nearest; the other rounding modes share the rest. There is one thread for each
// processor. The last line is the number of conversions if all results are right. Otherwise, the
// arguments of a wrong result are printed, and the exit status is 1.
#include <atomic>
#include <cfenv>
#include <cstdio>
#include <exception>
#include <thread>

#include "tests/fuzz/arguments.hpp"
#include "tests/libc/numbers/differential.hpp"
#include "tests/libc/numbers/exact.hpp"
#include "tests/libc/numbers/modes.hpp"

using namespace nacre::test;

int main(int argc, char** argv) {
  const auto arguments = count_and_seed(argc, argv, "numbers_fuzz CALLS [SEED]");
  const unsigned long long wanted = arguments.count, seed = arguments.seed;
  std::printf("seed %llu\n", seed);
  std::fflush(stdout);
  std::atomic<unsigned long long> scans = 0, prints = 0, fast = 0, exact = 0;
  std::atomic<bool> failed = false;
  const auto work = [&](unsigned long long number) {
    NumberDifferential differential(seed + number);
    constexpr int kBatch = 1000;
    try {
      for (unsigned batch = 0; !failed && (scans < wanted || prints < wanted); ++batch) {
        const RoundingMode in_mode(batch % 2 == 0 ? FE_TONEAREST : modes()[batch / 2 % modes().size()]);
        unsigned long long done = 0;
        if (scans < wanted) {
          for (int i = 0; i < kBatch; ++i) done += static_cast<unsigned>(differential.scan());
          scans += done;
        }
        if (prints < wanted) {
          done = 0;
          for (int i = 0; i < kBatch; ++i) done += static_cast<unsigned>(differential.print());
          prints += done;
        }
      }
    } catch (const std::exception& error) {
      std::printf("%s\n", error.what());
      failed = true;
    }
    fast += hook_calls.fast;
    exact += hook_calls.exact;
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
      threads.emplace_back(work, i);
  }
  std::printf("calls by printf and scanf: %llu fast, %llu exact\n", fast.load(), exact.load());
  if (failed) return 1;
  std::printf("%llu conversions of text, %llu of numbers, no wrong result\n", scans.load(),
              prints.load());
  return 0;
}
