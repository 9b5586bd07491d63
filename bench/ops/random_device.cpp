// SPDX-License-Identifier: MIT
// Measures std::random_device.
#include <benchmark/benchmark.h>

#include <random>

#include "bench/ops/libc_only.hpp"
#include "bench/peers/libc.hpp"

namespace bench {
namespace {

void random_device(benchmark::State& state) {
#ifndef __GLIBC__
  // The program for stock musl is linked with nacre's libstdc++, because no libstdc++ is built for stock
  // musl. This std::random_device calls arc4random, which stock musl does not have.
  if (Libc::arc4random == nullptr) return state.SkipWithError("no libstdc++ is built for stock musl");
#endif
  std::random_device device;
  for (auto _ : state) benchmark::DoNotOptimize(device());
}

}  // namespace

void register_random_device() {
  benchmark::RegisterBenchmark("random_device", random_device)->Arg(sizeof(unsigned))->UseRealTime();
}

}  // namespace bench
