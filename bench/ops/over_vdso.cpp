// SPDX-License-Identifier: MIT
// Measures the overhead of getrandom over the raw vDSO call. The difference between two runs is noisier
// than this overhead. So one process measures both functions, in pairs of short samples, and the result
// is the median of the differences of the pairs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bench/ops/libc_only.hpp"
#include "bench/peers/libc.hpp"
#include "bench/peers/vdso.hpp"
#include "tools/measure/clock.hpp"

namespace bench {
namespace {

// Returns the nanoseconds per call, measured over `count` calls.
template <class Draw>
double sample(size_t count, const Draw& draw) {
  const double start = measure::now_ns();
  for (size_t i = 0; i < count; ++i) draw();
  return (measure::now_ns() - start) / static_cast<double>(count);
}

void over_vdso(benchmark::State& state) {
  if (const std::string why = Vdso::missing(); !why.empty()) return state.SkipWithError(why.c_str());
  constexpr int kPairs = 61;
  constexpr double kSampleNs = 5e5;
  unsigned char buffer[64];
  const auto bytes = static_cast<size_t>(state.range(0));
  const Vdso vdso;
  const auto raw = [&] { vdso.draw(buffer, bytes); };
  const auto by_libc = [&] {
    if (::getrandom(buffer, bytes, 0) < 0) abort();
  };
  std::vector<double> differences;
  for (auto _ : state) {
    sample(100, raw);
    const auto count = static_cast<size_t>(kSampleNs / std::max(sample(100, by_libc), 1.0)) + 1;
    for (int pair = 0; pair < kPairs; ++pair) {
      // The order alternates, so that changes of the processor's speed affect both functions equally.
      const bool raw_first = pair % 2 == 0;
      const double first = raw_first ? sample(count, raw) : sample(count, by_libc);
      const double second = raw_first ? sample(count, by_libc) : sample(count, raw);
      differences.push_back(raw_first ? second - first : first - second);
    }
    state.SetIterationTime(measure::median(differences) / 1e9);
  }
}

}  // namespace

void register_over_vdso() {
  for (const long bytes : {1, 2, 4, 8, 16})
    benchmark::RegisterBenchmark("over_vdso", over_vdso)->Arg(bytes)->Iterations(1)->UseManualTime();
}

}  // namespace bench
