// SPDX-License-Identifier: MIT
// Summarizes the comparison of nacre with other libcs.
#include <cmath>
#include <cstdio>
#include <string>

#include "bench/merge/table.hpp"

namespace merge {
namespace {

// The summary counts the rows whose ratio is above this value, and above Unit::slower.
constexpr double kSame = 1.05;

void print_against(const Results& results, const Unit& unit, const std::string& peer,
                   const std::string& other) {
  double sum = 0;
  int count = 0, above_same = 0, above_slower = 0;
  std::string rows;
  for (const Point& point : results.points()) {
    const auto ns = results.ns(peer, point), others = results.ns(other, point);
    if (!ns || !others) continue;
    const double ratio = *ns / *others;
    sum += std::log(ratio);
    ++count;
    if (ratio > kSame) ++above_same;
    if (ratio > unit.slower) {
      ++above_slower;
      char row[96];
      std::snprintf(row, sizeof row, "    %-22s%9zu%7.2f\n", point.op.c_str(), point.bytes, ratio);
      rows += row;
    }
  }
  if (count == 0) return;
  std::printf("  %-12s: %-12s geometric mean %5.2f of %d rows; %d above %.2f, %d above %.2f\n",
              peer.c_str(), other.c_str(), std::exp(sum / count), count, above_same, kSame, above_slower,
              unit.slower);
  if (peer == "nacre" && other == "glibc-new") std::printf("%s", rows.c_str());
}

}  // namespace

void print_libc_ratios(const Results& results, const Unit& unit) {
  std::printf("\nratios of %s\n", unit.is_time ? "times" : unit.name);
  for (const char* other : {"glibc-new", "glibc-host", "musl"})
    print_against(results, unit, "nacre", other);
  for (const char* peer : {"nacre-avx2", "nacre-sse2"}) print_against(results, unit, peer, "glibc-new");
}

}  // namespace merge
