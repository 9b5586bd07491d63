// SPDX-License-Identifier: MIT
// Measures draws of random bytes. A draw is one call that returns random bytes.
#include "tools/info/costs.hpp"

#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <vector>

#include "tools/measure/clock.hpp"

namespace info {
namespace {

constexpr std::size_t kRounds = 21;
// The time limit of one measurement, in nanoseconds. After the limit, no further round begins.
constexpr double kTimeLimit = 100e6;

// Returns the median time of a draw over several rounds, in nanoseconds, or 0 if a draw failed. The
// first draw includes initialization, so it is not measured.
template <class Draw>
double cost(std::size_t bytes, const Draw& draw) {
  unsigned char buffer[4096];
  const auto succeeds = [&] { return draw(buffer, bytes) == static_cast<ssize_t>(bytes); };
  if (!succeeds()) return 0;
  const int draws = bytes > 1000 ? 20 : 200;
  std::vector<double> rounds;
  const double begin = measure::now_ns();
  for (double start = begin; rounds.size() < kRounds && start - begin < kTimeLimit;) {
    for (int i = 0; i < draws; ++i)
      if (!succeeds()) return 0;
    const double end = measure::now_ns();
    rounds.push_back((end - start) / draws);
    start = end;
  }
  return measure::median(rounds);
}

}  // namespace

Costs measure() {
  const auto libc = [](void* buffer, std::size_t bytes) { return getrandom(buffer, bytes, 0); };
  const auto kernel = [](void* buffer, std::size_t bytes) {
    return static_cast<ssize_t>(syscall(SYS_getrandom, buffer, bytes, 0));
  };
  return {{{"getrandom", 16, cost(16, libc)},
           {"system call", 16, cost(16, kernel)},
           {"getrandom", 4096, cost(4096, libc)},
           {"system call", 4096, cost(4096, kernel)}}};
}

}  // namespace info
