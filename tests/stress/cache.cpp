// SPDX-License-Identifier: MIT
// cache: 10^8 reads of a droppable cache while its pages are dropped and two threads write to it.
//
// STRESS_READS=n    number of reads (100,000,000)
// STRESS_SECONDS=n  minimum duration (60); the program ends after three times as long, even with fewer
//                   reads
#include <cstdio>

#include "tests/stress/cache_storm.hpp"
#include "tests/stress/report.hpp"
#include "tests/stress/schedule.hpp"

int main() {
  using namespace stress;
  using Count = unsigned long long;
  const auto wanted = setting("STRESS_READS", 100000000);
  const auto seconds = static_cast<double>(setting("STRESS_SECONDS", 60));
  std::fprintf(stderr, "nacre: %llu reads of the cache, and %.0f s\n", static_cast<Count>(wanted),
               seconds);
  // The values are short, because checking a longer value takes longer and leaves time for fewer reads.
  const auto found = CacheStorm({wanted, seconds, 3 * seconds}, 64, 9000).run();
  Report report;
  report.check(found.torn + found.old == 0,
               "%.0f s: reads %llu, hits %llu, puts %llu, drops %llu, bad: %llu", found.seconds,
               static_cast<Count>(found.reads), static_cast<Count>(found.hits),
               static_cast<Count>(found.puts), static_cast<Count>(found.drops),
               static_cast<Count>(found.torn + found.old));
  if (found.torn + found.old != 0)
    std::printf("    torn or of another key %llu, older than the last put %llu\n",
                static_cast<Count>(found.torn), static_cast<Count>(found.old));
  report.check(found.torn + found.old != 0 || (found.hits > wanted / 1000 && found.puts > 0),
               "some reads were hits");
  if (found.reads < wanted && found.torn + found.old == 0)
    Report::skip("the number of reads", "this machine is too slow for it in this time");
  if (!found.droppable) Report::skip("drops", "this kernel has no droppable memory");
  return report.end();
}
