// SPDX-License-Identifier: MIT
// math-accuracy VALUES [SEED [NAME...]]: compares mathematical functions of nacre and of stock musl over
// VALUES random arguments for each function and rounding mode. With names, only these functions.
//
// The exact result of an inexact function is a number of 113 bits, from libquadmath. The greatest error
// of nacre must not exceed that of stock musl. The modes other than to nearest are compared together.
// The other functions are exact: their results and exceptions must be those of stock musl.
//
// Prints a table of the greatest errors, in units in the last place. The exit status is 1 if a result is
// wrong.
#include <math.h>

#include <fenv.h>
#include <quadmath.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/accuracy/stock.hpp"
#include "tests/fuzz/arguments.hpp"
#include "tests/libc/math/backends.hpp"

using namespace nacre::test;

namespace {

using Quad = __float128;

// The greatest errors of two versions of a function are at different arguments. So they differ by
// chance, and more if there are few arguments.
double tolerance(unsigned long long values) { return values < 1000000 ? 0.05 : 0.01; }

struct Mode {
  int mode;
  const char* name;
};
constexpr Mode kModes[] = {
    {FE_TONEAREST, "nearest"}, {FE_UPWARD, "up"}, {FE_DOWNWARD, "down"}, {FE_TOWARDZERO, "zero"}};

template <class Float>
struct Unary {
  const char* name;
  Float (*nacre)(Float);
  Float (*stock)(Float);
  Quad (*exact)(Quad);
  double low, high;
};
template <class Float>
struct Binary {
  const char* name;
  Float (*nacre)(Float, Float);
  Float (*stock)(Float, Float);
  Quad (*exact)(Quad, Quad);
  double low, high;
};

// Calls sincos or sincosf, and returns the sine and the cosine.
template <class Float>
std::pair<Float, Float> sine_and_cosine(Float x) {
  Float sine, cosine;
  if constexpr (sizeof x == sizeof(float))
    sincosf(x, &sine, &cosine);
  else
    sincos(x, &sine, &cosine);
  return {sine, cosine};
}
template <class Float>
Float nacre_sine(Float x) {
  return sine_and_cosine(x).first;
}
template <class Float>
Float nacre_cosine(Float x) {
  return sine_and_cosine(x).second;
}

constexpr Unary<double> kUnary[] = {
    {"sin", sin, stock_sin, sinq, -100, 100},
    {"cos", cos, stock_cos, cosq, -100, 100},
    {"tan", tan, stock_tan, tanq, -100, 100},
    {"sincos.sin", nacre_sine, stock_sin, sinq, -100, 100},
    {"sincos.cos", nacre_cosine, stock_cos, cosq, -100, 100},
    {"asin", asin, stock_asin, asinq, -1, 1},
    {"acos", acos, stock_acos, acosq, -1, 1},
    {"atan", atan, stock_atan, atanq, -10, 10},
    {"exp", exp, stock_exp, expq, -750, 720},
    {"exp2", exp2, stock_exp2, exp2q, -1080, 1030},
    {"log", log, stock_log, logq, 0, 4},
    {"log2", log2, stock_log2, log2q, 0, 4},
    {"log10", log10, stock_log10, log10q, 0, 4},
};
constexpr Unary<float> kUnaryFloat[] = {
    {"sinf", sinf, stock_sinf, sinq, -100, 100},
    {"cosf", cosf, stock_cosf, cosq, -100, 100},
    {"tanf", tanf, stock_tanf, tanq, -100, 100},
    {"sincosf.sin", nacre_sine, stock_sinf, sinq, -100, 100},
    {"sincosf.cos", nacre_cosine, stock_cosf, cosq, -100, 100},
    {"expf", expf, stock_expf, expq, -105, 90},
    {"exp2f", exp2f, stock_exp2f, exp2q, -155, 130},
    {"logf", logf, stock_logf, logq, 0, 4},
    {"log2f", log2f, stock_log2f, log2q, 0, 4},
};
constexpr Binary<double> kBinary[] = {{"pow", pow, stock_pow, powq, -100, 100},
                                      {"hypot", hypot, stock_hypot, hypotq, -10, 10}};
constexpr Binary<float> kBinaryFloat[] = {{"powf", powf, stock_powf, powq, -20, 20}};

#define EXACT(name) \
  { #name, name, stock_##name, nullptr, -1000, 1000 }
constexpr Unary<double> kExact[] = {EXACT(floor), EXACT(ceil),      EXACT(trunc),
                                    EXACT(rint),  EXACT(nearbyint), EXACT(round)};
constexpr Unary<float> kExactFloat[] = {EXACT(floorf), EXACT(ceilf),      EXACT(truncf),
                                        EXACT(rintf),  EXACT(nearbyintf), EXACT(roundf)};
constexpr Binary<double> kExactBinary[] = {EXACT(fmod), EXACT(remainder)};
constexpr Binary<float> kExactBinaryFloat[] = {EXACT(fmodf), EXACT(remainderf)};

// Random arguments: half of them in a range, some with any bits, and some next to multiples of pi/2 or
// with few bits.
template <class Float>
class Arguments {
 public:
  explicit Arguments(unsigned long long seed) : bits_(seed) {}
  Float next(double low, double high) {
    const uint64_t bits = bits_();
    switch (bits >> 60) {
      case 0:
      case 1:
      case 2:
      case 3: return quiet(std::bit_cast<Float>(static_cast<Bits>(bits_())));
      case 4: return static_cast<Float>(static_cast<double>(static_cast<int>(bits % 2000) - 1000) / 8);
      case 5:
        return static_cast<Float>(static_cast<int>(bits % 2000) - 1000) * static_cast<Float>(M_PI_2);
      case 6:
        return static_cast<Float>(1 + static_cast<double>(static_cast<int64_t>(bits << 4)) * 0x1p-66);
      default:
        return static_cast<Float>(low +
                                  (high - low) * static_cast<double>(bits & (~0ULL >> 8)) * 0x1p-56);
    }
  }

 private:
  using Bits = std::conditional_t<sizeof(Float) == 4, uint32_t, uint64_t>;
  // musl does not support signaling NaNs.
  static Float quiet(Float x) { return std::isnan(x) ? std::numeric_limits<Float>::quiet_NaN() : x; }
  std::mt19937_64 bits_;
};

// An exact result. Most errors can be computed from its two parts of type double, which is fast.
struct Exact {
  explicit Exact(Quad value)
      : whole(value), high(static_cast<double>(value)), low(static_cast<double>(value - high)) {
    has_parts = std::isfinite(high) && std::abs(high) > 0x1p-110 && std::abs(high) < 0x1p120;
    unit = has_parts ? std::ldexp(1.0, -std::ilogb(high)) : 0;
  }
  Quad whole;
  double high, low, unit;
  bool has_parts;
};

// The error of a result in units in the last place.
template <class Float>
double error(Float result, const Exact& known) {
  using Limits = std::numeric_limits<Float>;
  if (known.has_parts && std::isfinite(result))
    return std::abs((known.high - static_cast<double>(result)) + known.low) * known.unit *
           (1 / static_cast<double>(Limits::epsilon()));
  const Quad exact = known.whole;
  if (isnanq(exact)) return std::isnan(result) ? 0 : INFINITY;
  if (fabsq(exact) > Limits::max() || !std::isfinite(result)) {
    // Overflow. Near the limit, the rounding mode decides.
    const bool large = fabsq(exact) > Quad{Limits::max()} * (1 - Quad{Limits::epsilon()});
    return large && std::abs(result) >= Limits::max() && std::signbit(result) == (exact < 0) ? 0
                                                                                             : INFINITY;
  }
  const int exponent = exact == 0 ? Limits::min_exponent : ilogbq(exact) + 1;
  const int unit = (exponent < Limits::min_exponent ? Limits::min_exponent : exponent) - Limits::digits;
  return static_cast<double>(fabsq(ldexpq(exact - result, -unit)));
}

// FE_ALL_EXCEPT of x86_64 also has the exception for subnormal operands.
constexpr int kAll = FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INEXACT;
constexpr int kSevere = FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW;

// Calls a function in a rounding mode, and stores which exceptions it raises.
template <class Call>
auto call_in(int mode, int* raised, Call call) {
  feclearexcept(FE_ALL_EXCEPT);
  fesetround(mode);
  const auto result = call();
  *raised = fetestexcept(kAll);
  fesetround(FE_TONEAREST);
  return result;
}

bool failed = false;

struct Greatest {
  double stock = 0, nacre = 0;
  double worst[2] = {};  // the arguments for nacre
};

template <class Float, class... Same>
void fail(const char* name, MathBackend backend, const char* mode, Float result, Float expected,
          int raised, int expected_raised, Same... arguments) {
  static int reports = 0;
  failed = true;
  if (++reports > 40) return;
  std::printf("%s (%s, %s) of", name, text_of(backend).c_str(), mode);
  for (const Float x : {arguments...}) std::printf(" %a", static_cast<double>(x));
  std::printf(" is %a and not %a; exceptions %#x and not %#x\n", static_cast<double>(result),
              static_cast<double>(expected), static_cast<unsigned>(raised),
              static_cast<unsigned>(expected_raised));
}

template <class Function>
bool rounds_to_integer(const Function& function) {
  const std::string_view name = function.name;
  return name.starts_with("floor") || name.starts_with("ceil") || name.starts_with("trunc") ||
         name.starts_with("round");
}
template <class Float>
bool same(Float a, Float b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

// Compares a call in one mode, with each of the backends. `greatest` has a row for each backend.
template <class Float, class Function, class... Same>
void compare(const Function& function, size_t mode, const std::vector<MathBackend>& backends,
             const Exact& exact, Greatest greatest[][4], Same... arguments) {
  int stock_raised, raised;
  const Mode& m = kModes[mode];
  const Float expected = call_in(m.mode, &stock_raised, [&] { return function.stock(arguments...); });
  const double stock_error = function.exact != nullptr ? error(expected, exact) : 0;
  // Only stock musl's functions for integers raise the inexact exception.
  const int compared = function.exact != nullptr     ? kSevere
                       : rounds_to_integer(function) ? kAll & ~FE_INEXACT
                                                     : kAll;
  for (size_t b = 0; b < backends.size(); ++b) {
    const UseMathBackend use(backends[b]);
    const Float result = call_in(m.mode, &raised, [&] { return function.nacre(arguments...); });
    const bool is_same = function.exact != nullptr || same(result, expected);
    if (((raised ^ stock_raised) & compared) != 0 || !is_same)
      fail(function.name, backends[b], m.name, result, expected, raised, stock_raised, arguments...);
    if (function.exact == nullptr) continue;
    Greatest& g = greatest[b][mode];
    const double nacre_error = error(result, exact);
    if (stock_error > g.stock) g.stock = stock_error;
    if (nacre_error > g.nacre) {
      g.nacre = nacre_error;
      int i = 0;
      for (const Float x : {arguments...}) g.worst[i++] = static_cast<double>(x);
    }
  }
}

template <class Float, class Function>
void measure(const Function& function, unsigned long long values, unsigned long long seed) {
  constexpr bool kUnary = requires(Float x) { function.stock(x); };
  // Only the exact functions have a version for SSE4.1.
  std::vector<MathBackend> backends = math_backends();
  if (function.exact != nullptr)
    std::erase_if(backends, [](MathBackend backend) { return text_of(backend) == "sse41"; });
  Greatest greatest[3][4];
  Arguments<Float> random(seed);
  for (unsigned long long i = 0; i < values; ++i) {
    const Float x = random.next(function.low, function.high),
                y = random.next(function.low, function.high);
    Quad exact = 0;
    if (function.exact != nullptr) {
      if constexpr (kUnary)
        exact = function.exact(x);
      else
        exact = function.exact(x, y);
    }
    const Exact known(exact);
    for (size_t m = 0; m < std::size(kModes); ++m) {
      if constexpr (kUnary)
        compare<Float>(function, m, backends, known, greatest, x);
      else
        compare<Float>(function, m, backends, known, greatest, x, y);
    }
  }
  if (function.exact == nullptr) {
    std::printf("%-14s compared\n", function.name);
    return;
  }
  for (size_t b = 0; b < backends.size(); ++b) {
    std::printf("%-14s %-6s", function.name, text_of(backends[b]).c_str());
    double stock = 0;
    for (size_t m = 1; m < std::size(kModes); ++m) stock = std::max(stock, greatest[b][m].stock);
    for (size_t m = 0; m < std::size(kModes); ++m) {
      const Greatest& g = greatest[b][m];
      const bool good = g.nacre <= (m == 0 ? g.stock : stock) + tolerance(values);
      std::printf("  %7.4f %7.4f%s", g.stock, g.nacre, good ? "" : "!");
      if (!good) std::printf(" at %a %a", g.worst[0], g.worst[1]);
      failed |= !good;
    }
    std::printf("\n");
  }
  std::fflush(stdout);
}

// remquo also stores a part of the quotient.
template <class Float>
void compare_remquo(Float (*nacre)(Float, Float, int*), Float (*stock)(Float, Float, int*),
                    unsigned long long values, unsigned long long seed) {
  Arguments<Float> random(seed);
  for (unsigned long long i = 0; i < values; ++i) {
    const Float x = random.next(-1000, 1000), y = random.next(-1000, 1000);
    int quotient = 1, expected = 1;
    const Float result = nacre(x, y, &quotient), wanted = stock(x, y, &expected);
    if (!same(result, wanted) || quotient != expected)
      fail("remquo", math_backends()[0], "nearest", result, wanted, quotient, expected, x, y);
  }
  std::printf("%-14s compared\n", sizeof(Float) == sizeof(float) ? "remquof" : "remquo");
}

std::set<std::string> selected;

bool is_selected(const char* name) { return selected.empty() || selected.contains(name); }

template <class Float, class Functions>
void measure_all(const Functions& functions, unsigned long long values, unsigned long long seed) {
  for (const auto& function : functions)
    if (is_selected(function.name)) measure<Float>(function, values, seed);
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = count_and_seed(argc, argv, "math-accuracy VALUES [SEED [NAME...]]");
  const unsigned long long values = arguments.count, seed = arguments.seed;
  for (int i = 3; i < argc; ++i) selected.insert(argv[i]);
  std::printf("seed %llu\n%-14s %-6s", seed, "", "");
  for (const Mode& mode : kModes) std::printf("  %s: stock, nacre", mode.name);
  std::printf("\n");
  measure_all<double>(kExact, values, seed);
  measure_all<float>(kExactFloat, values, seed);
  measure_all<double>(kExactBinary, values, seed);
  measure_all<float>(kExactBinaryFloat, values, seed);
  if (is_selected("remquo")) compare_remquo<double>(remquo, stock_remquo, values, seed);
  if (is_selected("remquof")) compare_remquo<float>(remquof, stock_remquof, values, seed);
  measure_all<float>(kUnaryFloat, values, seed);
  measure_all<double>(kUnary, values, seed);
  measure_all<float>(kBinaryFloat, values, seed);
  measure_all<double>(kBinary, values, seed);
  return failed ? 1 : 0;
}
