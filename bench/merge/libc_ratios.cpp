// SPDX-License-Identifier: MIT
// Summarizes the comparison of nacre with other libcs.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <string>
#include <vector>

#include "bench/merge/table.hpp"

namespace merge {
namespace {

// The summary counts the rows whose ratio is above this value, and above Unit::slower.
constexpr double kSame = 1.05;

// The ratio of the times of two peers in one row.
struct Ratio {
  Point at;
  double value;
};

std::vector<Ratio> ratios(const Results& results, const std::string& peer, const std::string& other) {
  std::vector<Ratio> all;
  for (const Point& point : results.points()) {
    const auto ns = results.ns(peer, point), others = results.ns(other, point);
    if (ns && others) all.push_back({point, *ns / *others});
  }
  return all;
}

// Returns the group of an operation (bench/libc/rows.hpp).
std::string group_of(const Point& point) {
  const size_t slash = point.op.find('/');
  return slash == std::string::npos ? "string" : point.op.substr(0, slash);
}

void print_summary(const Unit& unit, const char* label, const std::vector<Ratio>& all) {
  double sum = 0;
  for (const Ratio& ratio : all) sum += std::log(ratio.value);
  const auto above = [&](double limit) {
    return std::count_if(all.begin(), all.end(), [=](const Ratio& r) { return r.value > limit; });
  };
  std::printf("    %-9s geometric mean %5.2f of %3zu rows; %3td above %.2f, %3td above %.2f\n", label,
              std::exp(sum / static_cast<double>(all.size())), all.size(), above(kSame), kSame,
              above(unit.slower), unit.slower);
}

// Prints a summary of each group, in the order of measurement. One group needs no summary of its own.
void print_groups(const Unit& unit, const std::vector<Ratio>& all) {
  std::vector<std::string> names;
  for (const Ratio& ratio : all)
    if (std::find(names.begin(), names.end(), group_of(ratio.at)) == names.end())
      names.push_back(group_of(ratio.at));
  if (names.size() < 2) return;
  for (const std::string& name : names) {
    std::vector<Ratio> group;
    std::copy_if(all.begin(), all.end(), std::back_inserter(group),
                 [&](const Ratio& ratio) { return group_of(ratio.at) == name; });
    print_summary(unit, name.c_str(), group);
  }
}

void print_against(const Results& results, const Unit& unit, const std::string& peer,
                   const std::string& other) {
  const std::vector<Ratio> all = ratios(results, peer, other);
  if (all.empty()) return;
  std::printf("  %s : %s\n", peer.c_str(), other.c_str());
  print_groups(unit, all);
  print_summary(unit, "all", all);
  if (peer != "nacre" || other != "glibc-new") return;
  for (const auto& [point, value] : all)
    if (value > unit.slower)
      std::printf("      %-30s%9zu%8d%8.2f\n", point.op.c_str(), point.bytes, point.threads, value);
}

}  // namespace

void print_libc_ratios(const Results& results, const Unit& unit) {
  std::printf("\nratios of %s\n", unit.is_time ? "times" : unit.name);
  for (const char* other : {"glibc-new", "glibc-host", "musl"})
    print_against(results, unit, "nacre", other);
  for (const char* peer : {"nacre-avx2", "nacre-sse2"}) print_against(results, unit, peer, "glibc-new");
}

}  // namespace merge
