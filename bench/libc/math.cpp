// SPDX-License-Identifier: MIT
// Measures mathematical functions over tables of arguments. The calls do not depend on each other, so
// this is the throughput and not the latency.
#include <math.h>

#include <deque>
#include <utility>

#include "bench/libc/add.hpp"
#include "bench/libc/rows.hpp"
#include "bench/libc/tables.hpp"

namespace bench {
namespace {

// A function, and the range of its arguments.
template <class Float>
struct Function {
  const char* name;
  Float (*call)(Float);
  double low, high;
};
constexpr Function<double> kFunctions[] = {
    {"math/sin", sin, -100, 100},
    {"math/cos", cos, -100, 100},
    {"math/tan", tan, -100, 100},
    {"math/asin", asin, -1, 1},
    {"math/atan", atan, -10, 10},
    {"math/exp", exp, -20, 20},
    {"math/exp2", exp2, -20, 20},
    {"math/log", log, 0.01, 1000},
    {"math/log2", log2, 0.01, 1000},
    {"math/log10", log10, 0.01, 1000},
    {"math/sqrt", sqrt, 0, 1000},
    {"math/cbrt", cbrt, -1000, 1000},
    {"math/floor", floor, -1e6, 1e6},
    {"math/ceil", ceil, -1e6, 1e6},
    {"math/trunc", trunc, -1e6, 1e6},
    {"math/round", round, -1e6, 1e6},
    {"math/rint", rint, -1e6, 1e6},
    {"math/lgamma", lgamma, 0.1, 50},
    {"math/erf", erf, -3, 3},
    {"math/acos", acos, -1, 1},
    {"math/nearbyint", nearbyint, -1e6, 1e6},
};

constexpr Function<float> kFloatFunctions[] = {
    {"math/sinf", sinf, -100, 100},     {"math/expf", expf, -20, 20},
    {"math/logf", logf, 0.01, 1000},    {"math/cosf", cosf, -100, 100},
    {"math/tanf", tanf, -100, 100},     {"math/exp2f", exp2f, -20, 20},
    {"math/log2f", log2f, 0.01, 1000},  {"math/floorf", floorf, -1e6, 1e6},
    {"math/roundf", roundf, -1e6, 1e6},
};

using Pair = std::pair<double, double>;
std::array<Pair, kTable> pairs(const std::array<double, kTable>& first,
                               const std::array<double, kTable>& second) {
  std::array<Pair, kTable> all;
  for (size_t i = 0; i < kTable; ++i) all[i] = {first[i], second[i]};
  return all;
}

// Registers a row over a table, which is kept.
template <class Element, class Call>
void add_finite(const char* name, const std::array<Element, kTable>& table, Call call) {
  static std::deque<std::array<Element, kTable>> tables;
  add_over(name, tables.emplace_back(table), call,
           [](const Element&, auto result) { return std::isfinite(result); });
}

}  // namespace

void register_math() {
  for (const auto& [name, call, low, high] : kFunctions)
    add_finite(name, doubles_between(low, high), call);
  // Functions of two arguments.
  const auto signed_numbers = doubles_between(-10, 10), others = doubles_between(-10, 10, 2);
  const auto positive = doubles_between(0.1, 10, 3), large = doubles_between(-1000, 1000, 4);
  add_finite("math/atan2", pairs(signed_numbers, others),
             [](Pair p) { return atan2(p.first, p.second); });
  add_finite("math/pow", pairs(positive, others), [](Pair p) { return pow(p.first, p.second); });
  add_finite("math/fmod", pairs(large, positive), [](Pair p) { return fmod(p.first, p.second); });
  add_finite("math/hypot", pairs(signed_numbers, others),
             [](Pair p) { return hypot(p.first, p.second); });
  add_finite("math/remainder", pairs(large, positive),
             [](Pair p) { return remainder(p.first, p.second); });
  add_finite("math/fma", pairs(large, positive),
             [](Pair p) { return fma(p.first, p.second, p.second); });
  add_finite("math/lround", doubles_between(-1e6, 1e6),
             [](double x) { return static_cast<double>(lround(x)); });
  add_finite("math/llrint", doubles_between(-1e6, 1e6),
             [](double x) { return static_cast<double>(llrint(x)); });
  add_finite("math/sincos", doubles_between(-100, 100), [](double x) {
    double sine, cosine;
    sincos(x, &sine, &cosine);
    return sine + cosine;
  });
  // Functions of float.
  for (const auto& [name, call, low, high] : kFloatFunctions) {
    std::array<float, kTable> table;
    const auto numbers = doubles_between(low, high);
    for (size_t i = 0; i < kTable; ++i) table[i] = static_cast<float>(numbers[i]);
    add_finite(name, table, call);
  }
  add_finite("math/powf", pairs(positive, others),
             [](Pair p) { return powf(static_cast<float>(p.first), static_cast<float>(p.second)); });
  add_finite("math/fmodf", pairs(large, positive),
             [](Pair p) { return fmodf(static_cast<float>(p.first), static_cast<float>(p.second)); });
  add_finite("math/sincosf", doubles_between(-100, 100), [](double x) {
    float sine, cosine;
    sincosf(static_cast<float>(x), &sine, &cosine);
    return sine + cosine;
  });
}

}  // namespace bench
