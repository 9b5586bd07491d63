// SPDX-License-Identifier: MIT
// The operations for first draws. A draw is one request for random bytes.
// - first_draw_process: the first draw of a process, each sample in a new process.
// - first_draw_raw: the kernel's part of first_draw_process: mapping a page, its first page fault, and
//   the first reseed.
// - first_draw_thread: the first draw of a new thread.
// Only the draw is timed. The clock is read before, so that the cost of its first call does not count.
#pragma once
#include <benchmark/benchmark.h>

#include <string>
#include <thread>

#include "bench/ops/fresh_process.hpp"
#include "tools/measure/clock.hpp"

namespace bench {

inline constexpr size_t kFirstDraw = 16;

// Returns the nanoseconds of the first draw. This must be the first use of Peer in this thread. Call
// Peer::missing() before, so that one-time work such as loading a library is not measured.
template <class Peer>
double first_draw_ns() {
  volatile unsigned char touched[kFirstDraw] = {};  // so that the timed call causes no fault here
  unsigned char* const bytes = const_cast<unsigned char*>(touched);
  measure::now_ns();
  measure::now_ns();
  const double start = measure::now_ns();
  const Peer peer;
  peer.fill(bytes, kFirstDraw);
  return measure::now_ns() - start;
}

inline void first_draw_process(benchmark::State& state, const std::vector<std::string>& more) {
  constexpr int kProcesses = 40;
  std::vector<double> samples;
  for (auto _ : state) {
    for (int i = 0; i < kProcesses; ++i) samples.push_back(number_from_fresh_process(more));
    state.SetIterationTime(measure::median(samples) / 1e9);
  }
}

template <class Peer>
void first_draw_thread(benchmark::State& state) {
  constexpr int kThreads = 400;
  std::vector<double> samples;
  for (auto _ : state) {
    for (int i = 0; i < kThreads; ++i)
      std::thread([&] { samples.push_back(first_draw_ns<Peer>()); }).join();
    state.SetIterationTime(measure::median(samples) / 1e9);
  }
}

inline void register_measured_once(const char* op, void (*run)(benchmark::State&)) {
  benchmark::RegisterBenchmark(op, run)->Arg(kFirstDraw)->Iterations(1)->UseManualTime();
}

template <class Peer>
void register_first_draw() {
  register_measured_once("first_draw_process",
                         [](benchmark::State& state) { first_draw_process(state, {"--first-draw"}); });
  register_measured_once("first_draw_thread", first_draw_thread<Peer>);
}

}  // namespace bench
