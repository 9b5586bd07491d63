// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <random>

#include "bench/ops/of_libc.hpp"
#include "bench/peers/libc.hpp"

namespace bench {
namespace {

void random_device(benchmark::State& state) {
#ifndef __GLIBC__
  // nacre's libstdc++ uses arc4random. The program on stock musl is linked with it too.
  if (Libc::arc4random == nullptr) return state.SkipWithError("no libstdc++ of its own is built here");
#endif
  std::random_device device;
  for (auto _ : state) benchmark::DoNotOptimize(device());
}

}  // namespace

void register_random_device() {
  benchmark::RegisterBenchmark("random_device", random_device)->Arg(sizeof(unsigned))->UseRealTime();
}

}  // namespace bench
