// SPDX-License-Identifier: MIT
// The results of the cache benchmark, and their output.
#pragma once
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace bench {

// Collects the nanoseconds of one call in one thread, for each point ("OP/PEER" and the number of
// threads). Takes the minimum over the repetitions, because other programs can only make a call slower.
class Figures : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      if (run.error_occurred) {
        std::printf("nacre: %s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
        failed_ = true;
        continue;
      }
      const double ns = run.real_accumulated_time * 1e9 * static_cast<double>(run.threads) /
                        static_cast<double>(run.iterations);
      const auto [known, is_new] = least_.try_emplace({run.run_name.function_name, run.threads}, ns);
      if (!is_new) known->second = std::min(known->second, ns);
    }
  }

  // Returns 0 if the point was not measured.
  double ns(const std::string& op, const std::string& peer, int threads) const {
    const auto known = least_.find({op + "/" + peer, threads});
    return known == least_.end() ? 0 : known->second;
  }
  bool failed() const { return failed_; }

 private:
  std::map<std::pair<std::string, std::int64_t>, double> least_;
  bool failed_ = false;
};

// Returns the time of the cache divided by the time of the peer, or "-" if the peer was not measured.
inline std::string ratio(double cache, double peer) {
  if (peer == 0) return "-";
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", cache / peer);
  return text;
}
inline std::string figure(double ns) {
  if (ns == 0) return "-";
  char text[16];
  std::snprintf(text, sizeof text, "%.1f", ns);
  return text;
}

}  // namespace bench
