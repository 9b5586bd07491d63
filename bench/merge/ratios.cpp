// SPDX-License-Identifier: MIT
// Prints ratios that summarize the comparison of nacre with other peers.
#include <algorithm>
#include <cstdio>
#include <string>

#include "bench/merge/table.hpp"

namespace merge {
namespace {

// The operation fill is compared with the fastest peer only for this many bytes or more.
constexpr size_t kComparedFrom = 32;

struct Ratio {
  double value;
  Point at;
};

// Returns the largest ratio of nacre's time to that of the fastest of `others`, among the fills of
// kComparedFrom bytes or more.
std::optional<Ratio> worst(const Results& results, const std::vector<std::string>& others) {
  std::optional<Ratio> worst;
  for (const Point& point : results.points()) {
    if (point.op != "fill" || point.threads != 1 || point.bytes < kComparedFrom) continue;
    std::optional<double> best;
    for (const std::string& other : others)
      if (const auto ns = results.ns(other, point)) best = best ? std::min(*best, *ns) : *ns;
    const auto nacre = results.ns("nacre", point);
    if (nacre && best && (!worst || *nacre / *best > worst->value)) worst = {*nacre / *best, point};
  }
  return worst;
}

void print_worst(const Results& results, const char* label, const std::vector<std::string>& others) {
  if (const auto found = worst(results, others))
    std::printf("  nacre : %-28s at most %5.2f, at %zu bytes\n", label, found->value, found->at.bytes);
  else
    std::printf("  nacre : %-28s not measured\n", label);
}

// Prints the ratio of a's time to b's time.
void print_ratio(const Results& results, const Point& point, const std::string& a,
                 const std::string& b) {
  const auto of_a = results.ns(a, point), of_b = results.ns(b, point);
  std::printf("  %-22s%9zu  %9s : %-11s", point.op.c_str(), point.bytes, a.c_str(), b.c_str());
  if (of_a && of_b)
    std::printf("%7.2f  (%.1f : %.1f ns)\n", *of_a / *of_b, *of_a, *of_b);
  else
    std::puts("  not measured");
}

void print_over_vdso(const Results& results, const std::string& peer) {
  std::printf("  %-11s", peer.c_str());
  for (const size_t bytes : {1, 2, 4, 8, 16}) {
    const auto ns = results.ns(peer, {"over_vdso", bytes, 1});
    if (ns)
      std::printf("%8.2f", *ns);
    else
      std::printf("%8s", "-");
  }
  std::putchar('\n');
}

void print_scaling(const Results& results, const std::string& peer) {
  std::printf("  %-11s", peer.c_str());
  for (const size_t bytes : {16, 256, 4096, 1 << 20}) {
    const auto one = results.ns(peer, {"fill", bytes, 1}), two = results.ns(peer, {"fill", bytes, 2});
    if (one && two)
      std::printf("%9.2f", 2 * *one / *two);
    else
      std::printf("%9s", "-");
  }
  std::putchar('\n');
}

}  // namespace

void print_ratios(const Results& results) {
  std::printf("\noverhead of getrandom over the raw vDSO call, in nanoseconds\n  %-11s%8d%8d%8d%8d%8d\n",
              "bytes", 1, 2, 4, 8, 16);
  for (const char* peer : {"nacre", "glibc-new"}) print_over_vdso(results, peer);

  std::puts("\nratios of times");
  for (const char* op : {"arc4random", "uniform/6", "uniform/1000000"})
    print_ratio(results, {op, 4, 1}, "nacre", "glibc-new");
  for (const size_t bytes : {256, 1 << 20})
    for (const char* nacre : {"nacre", "nacre-avx2", "nacre-sse2"})
      print_ratio(results, {"fill", bytes, 1}, "glibc-new", nacre);
  for (const char* op : {"first_draw_process", "first_draw_thread"})
    print_ratio(results, {op, 16, 1}, "glibc-new", "nacre");
  const auto first = results.ns("nacre", {"first_draw_process", 16, 1});
  const auto raw = results.ns("nacre", {"first_draw_raw", 16, 1});
  if (first && raw)
    std::printf("  %-22s%9d  %9s : %-11s%7.2f  (%.1f : %.1f ns)\n", "first_draw_process", 16, "nacre",
                "raw", *first / *raw, *first, *raw);

  std::printf("\nratios of times, from %zu bytes on\n", kComparedFrom);
  print_worst(results, "better of vdso and syscall", {"vdso", "syscall"});
  print_worst(results, "openssl", {"openssl"});
  print_worst(results, "libsodium", {"libsodium"});

  std::printf("\nthroughput of two threads divided by that of one\n  %-11s%9d%9d%9d%9d\n", "bytes", 16,
              256, 4096, 1 << 20);
  for (const char* peer : {"syscall", "vdso", "nacre", "glibc-new"}) print_scaling(results, peer);
}

}  // namespace merge
