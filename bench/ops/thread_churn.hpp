// SPDX-License-Identifier: MIT
// Two operations that create and join a thread:
// - thread_churn: the thread requests random bytes once.
// - thread_churn_nodraw: the thread does nothing.
#pragma once
#include <benchmark/benchmark.h>

#include <thread>

namespace bench {

inline constexpr size_t kChurnDraw = 16;

template <class Peer>
void thread_churn(benchmark::State& state) {
  for (auto _ : state)
    std::thread([] {
      const Peer peer;
      unsigned char bytes[kChurnDraw];
      peer.fill(bytes, sizeof bytes);
      benchmark::DoNotOptimize(bytes);
    }).join();
}

inline void thread_churn_nodraw(benchmark::State& state) {
  for (auto _ : state) std::thread([] {}).join();
}

template <class Peer>
void register_thread_churn() {
  benchmark::RegisterBenchmark("thread_churn", thread_churn<Peer>)->Arg(kChurnDraw)->UseRealTime();
  benchmark::RegisterBenchmark("thread_churn_nodraw", thread_churn_nodraw)->Arg(0)->UseRealTime();
}

}  // namespace bench
