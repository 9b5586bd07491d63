// SPDX-License-Identifier: MIT
// indirect-nacre [--benchmark_...]: compares methods to create a close-on-exec descriptor: the call that
// takes flags, nacre_indirect, and fcntl afterwards. Also measures the call without flags.
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

// Returns the nanoseconds for one descriptor of a batch, or 0 on failure.
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
void register_op(const char* op) {
  benchmark::RegisterBenchmark(op,
                               [op](benchmark::State& state) {
                                 constexpr bool (Kind::*kMake[kMethods])() = {
                                     &Kind::plain, &Kind::direct, &Kind::indirect, &Kind::fcntl};
                                 Kind kind;
                                 // Each round begins with another method, so that the order favors none.
                                 unsigned first = 0;
                                 for (auto _ : state) {
                                   Rounds::Times times{};
                                   double all = 0;
                                   for (unsigned i = 0; i < kMethods; ++i) {
                                     const unsigned method = (first + i) % kMethods;
                                     times[method] = time_batch(kind, kMake[method]);
                                     if (times[method] == 0)
                                       return state.SkipWithError("no descriptor was made");
                                     all += times[method];
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
  register_op<Accept<O_CLOEXEC>>("accept");
  register_op<Accept<O_CLOEXEC | O_NONBLOCK>>("accept_nonblocking");
  register_op<Socket>("socket");
  register_op<Pipe>("pipe");
  register_op<Dup>("dup");
  Errors errors;
  benchmark::RunSpecifiedBenchmarks(&errors);
  if (errors.any()) return 1;

  std::puts(
      "nacre: nanoseconds to create a close-on-exec descriptor (pipe: two descriptors).\n"
      "\"plain\" is the call without flags, \"direct\" the call that takes flags, \"indirect\"\n"
      "nacre_indirect, and \"fcntl\" the plain call followed by fcntl. The last columns are the times "
      "of\n"
      "\"indirect\" and \"fcntl\" divided by the time of \"direct\" in the same round. All figures are\n"
      "medians.\n");
  std::printf("%-20s %9s %9s %9s %9s %10s %9s\n", "op", "plain", "direct", "indirect", "fcntl",
              "indirect/", "fcntl/");
  for (const auto& [op, rounds] : measured)
    std::printf("%-20s %9.1f %9.1f %9.1f %9.1f %10.3f %9.3f\n", op.c_str(), rounds.ns(kPlain),
                rounds.ns(kDirect), rounds.ns(kIndirect), rounds.ns(kFcntl),
                rounds.ratio(kIndirect, kDirect), rounds.ratio(kFcntl, kDirect));
}
