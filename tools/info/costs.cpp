// SPDX-License-Identifier: MIT
#include "tools/info/costs.hpp"

#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

namespace info {
namespace {

constexpr int kRounds = 21;
// Of one cost, in nanoseconds: what has been measured until then is what there is.
constexpr double kMost = 100e6;

double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

// The median of some rounds, after a draw that pays for what only the first one needs.
template <class Draw>
double cost(std::size_t bytes, const Draw& draw) {
  unsigned char buffer[4096];
  const auto drawn = [&] { return draw(buffer, bytes) == static_cast<ssize_t>(bytes); };
  if (!drawn()) return 0;
  const int draws = bytes > 1000 ? 20 : 200;
  double rounds[kRounds];
  int count = 0;
  const double begin = now();
  for (double start = begin; count < kRounds && start - begin < kMost; ++count) {
    for (int i = 0; i < draws; ++i)
      if (!drawn()) return 0;
    const double end = now();
    rounds[count] = (end - start) / draws;
    start = end;
  }
  std::nth_element(rounds, rounds + count / 2, rounds + count);
  return rounds[count / 2];
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
