// SPDX-License-Identifier: MIT
// Prints the table of times.
#include "bench/merge/table.hpp"

#include <cmath>
#include <cstdio>

namespace merge {
namespace {

constexpr int kName = 31, kColumn = 11, kLast = 17;

void print_cell(const std::optional<double>& ns) {
  if (!ns)
    std::printf("%*s", kColumn, "-");
  else
    std::printf("%*.*f", kColumn, std::abs(*ns) < 10 ? 2 : std::abs(*ns) < 1000 ? 1 : 0, *ns);
}

}  // namespace

void print_table(const Results& results, const Unit& unit, const std::string& base) {
  for (const Peer& peer : results.peers)
    std::printf("%12s  %s\n", peer.name.c_str(),
                peer.missing.empty() ? peer.about.c_str() : ("skipped: " + peer.missing).c_str());
  std::printf("\n%-*s%9s%8s", kName, (std::string(unit.name) + " per call").c_str(), "bytes", "threads");
  for (const Peer& peer : results.peers) std::printf("%*s", kColumn, peer.name.c_str());
  std::printf("%*s\n", kLast, ("nacre : " + base).c_str());

  std::string op;
  for (const Point& point : results.points()) {
    std::printf("%-*s%9zu%8d", kName, op == point.op ? "" : point.op.c_str(), point.bytes,
                point.threads);
    op = point.op;
    for (const Peer& peer : results.peers) print_cell(peer.ns(point));
    const auto nacre = results.ns("nacre", point), by_base = results.ns(base, point);
    if (nacre && by_base)
      std::printf("%*.2f\n", kLast, *nacre / *by_base);
    else
      std::printf("%*s\n", kLast, "-");
  }
}

void print_gaps(const Results& results) {
  const char* heading = "\nrows without a time";
  for (const Peer& peer : results.peers)
    for (const auto& [point, cell] : peer.cells) {
      if (!peer.missing.empty() || !cell.samples.empty()) continue;
      if (heading != nullptr) std::puts(heading);
      heading = nullptr;
      std::printf("  %-12s%-*s%9zu%8d  %s\n", peer.name.c_str(), kName, point.op.c_str(), point.bytes,
                  point.threads, cell.status.c_str());
    }
}

}  // namespace merge
