// SPDX-License-Identifier: MIT
// The operation fill: fills a buffer of a given length with random bytes, in one thread and in several
// threads at once.
#pragma once
#include <benchmark/benchmark.h>

#include "bench/ops/buffer.hpp"

namespace bench {

inline constexpr long kLengths[] = {1,   2,   3,    4,    6,     8,     12,      16,      24,
                                    32,  48,  63,   64,   65,    96,    128,     192,     256,
                                    384, 512, 1024, 4096, 16384, 65536, 1 << 20, 16 << 20};
// Lengths that are also measured with several threads, directly after the run with one thread.
inline constexpr bool is_shared(long bytes) {
  return bytes == 16 || bytes == 256 || bytes == 4096 || bytes == 1 << 20;
}

template <class Peer>
void fill(benchmark::State& state) {
  const Peer peer;
  const Buffer buffer(static_cast<size_t>(state.range(0)));
  // A new vDSO state generates whole blocks faster than a state that was used before. Get one byte
  // before the measurement, because most calls in programs use a state that was used before.
  peer.fill(buffer.data(), 1);
  for (auto _ : state) {
    peer.fill(buffer.data(), buffer.size());
    benchmark::ClobberMemory();
  }
}

template <class Peer>
void register_fill() {
  for (const long bytes : kLengths) {
    auto* const made =
        benchmark::RegisterBenchmark("fill", fill<Peer>)->Arg(bytes)->UseRealTime()->Threads(1);
    if (is_shared(bytes)) made->Threads(2)->Threads(4);
  }
}

}  // namespace bench
