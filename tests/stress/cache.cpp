// SPDX-License-Identifier: MIT
// cache: 10^8 reads of a cache whose pages are dropped without pause while others write to it.
// STRESS_READS=n: how many; STRESS_SECONDS=n: it ends after three times as many (60) if there were
// fewer.
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
  // Short values: the storm is of reads, and the longer a value is, the longer it takes to judge it.
  const auto found = CacheStorm({wanted, seconds, 3 * seconds}, 64, 9000).blow();
  Report report;
  report.check(found.torn + found.old == 0,
               "%.0f s: reads %llu, hits %llu, puts %llu, drops %llu, bad: %llu", found.seconds,
               static_cast<Count>(found.reads), static_cast<Count>(found.hits),
               static_cast<Count>(found.puts), static_cast<Count>(found.drops),
               static_cast<Count>(found.torn + found.old));
  if (found.torn + found.old != 0)
    std::printf("    torn or another's %llu, older than what was put %llu\n",
                static_cast<Count>(found.torn), static_cast<Count>(found.old));
  report.check(found.torn + found.old != 0 || (found.hits > wanted / 1000 && found.puts > 0),
               "there was something to read");
  if (found.reads < wanted && found.torn + found.old == 0)
    Report::skip("so many reads", "this machine is too slow for them in this time");
  if (!found.droppable) Report::skip("drops", "this kernel has no droppable memory");
  return report.end();
}
