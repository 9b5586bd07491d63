// SPDX-License-Identifier: MIT
// indirect [--benchmark_...]: compares methods to create a close-on-exec descriptor: the call that takes
// flags, nacre_indirect, and fcntl afterwards. The baseline is the call without flags.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "bench/indirect/ops.hpp"
#include "bench/indirect/rounds.hpp"

namespace {

using namespace bench;

constexpr int kRounds = 4000;
std::map<std::string, Rounds> measured;

// A reporter that prints only errors.
class Errors : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (!run.error_occurred) continue;
      std::printf("nacre: %s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
      any_ = true;
    }
  }
  bool any() const { return any_; }

 private:
  bool any_ = false;
};

// Nanoseconds for one descriptor of a batch; 0 on failure.
template <class Kind>
double time_batch(Kind& kind, bool (Kind::*make)()) {
  bool made = kind.prepare();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; made && i < kBatch; ++i) made = (kind.*make)();
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
  kind.undo();
  return made ? took.count() / kBatch : 0;
}

template <class Kind>
void measure(const char* op) {
  benchmark::RegisterBenchmark(op,
                               [op](benchmark::State& state) {
                                 constexpr bool (Kind::*kMake[kWays])() = {
                                     &Kind::plain, &Kind::direct, &Kind::indirect, &Kind::fcntl};
                                 Kind kind;
                                 unsigned first = 0;
                                 for (auto _ : state) {
                                   Rounds::Times times{};
                                   double all = 0;
                                   for (unsigned i = 0; i < kWays; ++i) {
                                     const unsigned way = (first + i) % kWays;
                                     times[way] = time_batch(kind, kMake[way]);
                                     if (times[way] == 0)
                                       return state.SkipWithError("no descriptor was made");
                                     all += times[way];
                                   }
                                   ++first;
                                   measured[op].add(times);
                                   state.SetIterationTime(all * 1e-9);
                                 }
                               })
      ->UseManualTime()
      ->Iterations(kRounds);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  measure<Accept<O_CLOEXEC>>("accept");
  measure<Accept<O_CLOEXEC | O_NONBLOCK>>("accept_nonblocking");
  measure<Socket>("socket");
  measure<Pipe>("pipe");
  measure<Dup>("dup");
  Errors errors;
  benchmark::RunSpecifiedBenchmarks(&errors);
  if (errors.any()) return 1;

  std::puts(
      "nacre: nanoseconds to make a descriptor (pipe: two) that is closed on exec: \"direct\" by the "
      "call\n"
      "that takes flags, \"indirect\" by nacre_indirect, \"fcntl\" by the plain call and fcntl after "
      "it;\n"
      "\"plain\" makes one without flags. The last columns: over \"direct\", side by side. All are "
      "medians.\n");
  std::printf("%-20s %9s %9s %9s %9s %10s %9s\n", "op", "plain", "direct", "indirect", "fcntl",
              "indirect/", "fcntl/");
  for (const auto& [op, rounds] : measured)
    std::printf("%-20s %9.1f %9.1f %9.1f %9.1f %10.3f %9.3f\n", op.c_str(), rounds.ns(kPlain),
                rounds.ns(kDirect), rounds.ns(kIndirect), rounds.ns(kFcntl),
                rounds.ratio(kIndirect, kDirect), rounds.ratio(kFcntl, kDirect));
}
