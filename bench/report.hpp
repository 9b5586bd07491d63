// SPDX-License-Identifier: MIT
// The output of bench/draws.cpp, bench/libc and bench/programs. bench/merge reads it.
#pragma once
#include <benchmark/benchmark.h>

#include <cstdio>
#include <ostream>
#include <vector>

namespace bench {

// Prints one line for each point, which is an operation, a length and a number of threads. The fields
// are separated by tabs: "ns OP BYTES THREADS NANOSECONDS" or "skip OP BYTES THREADS REASON". Each line
// is flushed before the next point starts, so that the output shows where a crash happened.
class LineReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      const char* const op = run.run_name.function_name.c_str();
      const char* const bytes = run.run_name.args.c_str();
      const auto threads = static_cast<double>(run.threads);
      if (run.error_occurred)
        std::printf("skip\t%s\t%s\t%.0f\t%s\n", op, bytes, threads, run.error_message.c_str());
      else
        // Print the time per call in one thread. Google Benchmark counts the calls of all threads, but
        // the time of only one thread.
        std::printf("ns\t%s\t%s\t%.0f\t%.4f\n", op, bytes, threads,
                    run.real_accumulated_time * 1e9 * threads / static_cast<double>(run.iterations));
    }
    std::fflush(stdout);
  }
};

// Runs the registered benchmarks with options for Google Benchmark, and prints the results. Returns the
// exit status.
inline int run_benchmarks(int count, char** words) {
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
  LineReporter reporter;
  // A filter can select no operation of a peer. That is not an error.
  std::ostream nowhere(nullptr);
  reporter.SetErrorStream(&nowhere);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::puts("end");
  return 0;
}

}  // namespace bench
