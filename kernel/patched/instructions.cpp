// SPDX-License-Identifier: MIT
// instructions: counts the instructions of operations that create descriptors, such as accept and pipe,
// by each method in bench/indirect/ops.hpp. The program runs in a QEMU guest with -icount shift=0, where
// the time stamp counter advances by one per instruction.
#include <x86intrin.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "bench/indirect/ops.hpp"

namespace {

constexpr int kRounds = 101;  // timer interrupts distort some rounds, so the median is used

template <class Kind>
long median_of(bool (Kind::*make)()) {
  Kind kind;
  std::vector<unsigned long long> counts;
  for (int round = 0; round < kRounds; ++round) {
    bool made = kind.prepare();
    const auto begin = __rdtsc();
    for (int i = 0; made && i < bench::kBatch; ++i) made = (kind.*make)();
    counts.push_back(__rdtsc() - begin);
    kind.undo();
    if (!made) return -1;
  }
  std::sort(counts.begin(), counts.end());
  return static_cast<long>(counts[kRounds / 2] / bench::kBatch);
}

template <class Kind>
void count(const char* op) {
  std::printf("instructions: %s %ld %ld %ld %ld\n", op, median_of(&Kind::plain),
              median_of(&Kind::direct), median_of(&Kind::indirect), median_of(&Kind::fcntl));
}

}  // namespace

int main() {
  count<bench::Accept<O_CLOEXEC>>("accept");
  count<bench::Accept<O_CLOEXEC | O_NONBLOCK>>("accept_nonblocking");
  count<bench::Dup>("dup");
  count<bench::Pipe>("pipe");
  count<bench::Socket>("socket");
}
