// SPDX-License-Identifier: MIT
// Measures the functions arc4random, arc4random_uniform and arc4random_buf.
#include <benchmark/benchmark.h>

#include <string>

#include "bench/ops/buffer.hpp"
#include "bench/ops/fill.hpp"
#include "bench/ops/libc_only.hpp"
#include "bench/peers/libc.hpp"

namespace bench {
namespace {

constexpr char kNone[] = "this libc has no arc4random";
constexpr uint32_t kBounds[] = {6, 100, 1000, 1000000, 3000000000};

void arc4random(benchmark::State& state) {
  if (Libc::arc4random == nullptr) return state.SkipWithError(kNone);
  for (auto _ : state) benchmark::DoNotOptimize(Libc::arc4random());
}

void uniform(benchmark::State& state, uint32_t bound) {
  if (Libc::arc4random_uniform == nullptr) return state.SkipWithError(kNone);
  for (auto _ : state) benchmark::DoNotOptimize(Libc::arc4random_uniform(bound));
}

void arc4random_buf(benchmark::State& state) {
  if (Libc::arc4random_buf == nullptr) return state.SkipWithError(kNone);
  const Buffer buffer(static_cast<size_t>(state.range(0)));
  for (auto _ : state) {
    Libc::arc4random_buf(buffer.data(), buffer.size());
    benchmark::ClobberMemory();
  }
}

}  // namespace

void register_arc4random() {
  benchmark::RegisterBenchmark("arc4random", arc4random)->Arg(sizeof(uint32_t))->UseRealTime();
  for (const uint32_t bound : kBounds)
    benchmark::RegisterBenchmark(("uniform/" + std::to_string(bound)).c_str(), uniform, bound)
        ->Arg(sizeof(uint32_t))
        ->UseRealTime();
  for (const long bytes : kLengths)
    benchmark::RegisterBenchmark("arc4random_buf", arc4random_buf)->Arg(bytes)->UseRealTime();
}

}  // namespace bench
