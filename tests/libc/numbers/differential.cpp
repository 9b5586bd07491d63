// SPDX-License-Identifier: MIT
#include "tests/libc/numbers/differential.hpp"

#include <cerrno>
#include <cfenv>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "sysdeps/contract/numbers.hpp"
#include "tests/libc/numbers/exact.hpp"

namespace nacre::test {
namespace {

const char* text_of_mode() {
  switch (fegetround()) {
#ifdef FE_UPWARD
    case FE_UPWARD: return "upward";
    case FE_DOWNWARD: return "downward";
    case FE_TOWARDZERO: return "toward zero";
#endif
    default: return "to nearest";
  }
}

// The result of a conversion of text, with all that the conversion can change.
struct Scanned {
  double number;
  long length;
  int error;
  int exceptions;
  bool operator==(const Scanned& other) const {
    return memcmp(&number, &other.number, sizeof number) == 0 && length == other.length &&
           error == other.error && exceptions == other.exceptions;
  }
};

#ifdef FE_INEXACT
constexpr int kExceptions = FE_INEXACT | FE_UNDERFLOW | FE_OVERFLOW;
#else
constexpr int kExceptions = 0;
#endif

template <class Function>
Scanned scanned(const std::string& text, Function function) {
  char* end = nullptr;
  feclearexcept(kExceptions);
  errno = 0;
  const double number = function(text.c_str(), &end);
  return {number, end - text.c_str(), errno, fetestexcept(kExceptions)};
}
Scanned by_sscanf(const std::string& text) {
  return scanned(text, [](const char* from, char** end) {
    double number = 0;
    int length = -1;
    *end = const_cast<char*>(from) + (sscanf(from, "%lf%n", &number, &length) == 1 ? length : 0);
    return number;
  });
}

void expect_equal(const char* function, const std::string& text, const Scanned& fast,
                  const Scanned& exact) {
  if (fast == exact) return;
  char message[300];
  snprintf(message, sizeof message,
           ": %s(\"%.100s\") gives %a, length %ld, errno %d, exceptions %x; exact: %a, %ld, %d, %x",
           function, text.c_str(), fast.number, fast.length, fast.error, unsigned(fast.exceptions),
           exact.number, exact.length, exact.error, unsigned(exact.exceptions));
  throw std::runtime_error(text_of_mode() + std::string(message));
}

struct Printed {
  int length;
  char text[1200];
};
void print_to(Printed& printed, const char* format, int precision, double number) {
  printed.length = precision < 0
                       ? snprintf(printed.text, sizeof printed.text, format, number)
                       : snprintf(printed.text, sizeof printed.text, format, precision, number);
}

double from_bits(unsigned long long bits) {
  double number;
  memcpy(&number, &bits, sizeof number);
  return number;
}

}  // namespace

int compare_scan(const std::string& text) {
  Scanned exact, exact_float, exact_stream;
  {
    const ExactOnly exact_only;
    exact = scanned(text, sys::exact_strtod);
    exact_float = scanned(text, sys::exact_strtof);
    exact_stream = by_sscanf(text);
  }
  expect_equal("strtod", text, scanned(text, strtod), exact);
  expect_equal("strtof", text, scanned(text, strtof), exact_float);
  expect_equal("sscanf", text, by_sscanf(text), exact_stream);
  return 3;
}

int compare_print(const std::string& format, int precision, double number) {
  Printed fast, exact;
  print_to(fast, format.c_str(), precision, number);
  {
    const ExactOnly exact_only;
    print_to(exact, format.c_str(), precision, number);
  }
  if (fast.length != exact.length || strcmp(fast.text, exact.text) != 0) {
    char message[3000];
    snprintf(message, sizeof message, ": snprintf(\"%s\", %d, %a) gives %d \"%s\", exact: %d \"%s\"",
             format.c_str(), precision, number, fast.length, fast.text, exact.length, exact.text);
    throw std::runtime_error(text_of_mode() + std::string(message));
  }
  return 1;
}

// Returns a number of one of several kinds. It may be infinite or a NaN.
double NumberDifferential::number() {
  const double sign = random_.below(2) == 0 ? 1 : -1;
  switch (random_.below(8)) {
    case 0:
    case 1:  // any
      return from_bits(random_.next());
    case 2:  // few bits: often a tie
      return sign * std::ldexp(static_cast<double>(random_.below(4096)),
                               static_cast<int>(random_.below(40)) - 30);
    case 3:  // few decimal digits
      return sign * static_cast<double>(random_.below(1000000)) /
             std::pow(10, static_cast<int>(random_.below(8)));
    case 4: {  // at a power of ten
      const double power =
          strtod(("1e" + std::to_string(static_cast<int>(random_.below(630)) - 322)).c_str(), nullptr);
      const size_t kind = random_.below(3);
      return sign * (kind == 0 ? power : std::nextafter(power, kind == 1 ? 0 : INFINITY));
    }
    case 5:  // subnormal
      return sign * from_bits(random_.next() >> (12 + random_.below(52)));
    case 6:  // a large or small integer
      return sign * static_cast<double>(random_.next() >> random_.below(64));
    default:  // usual sizes
      return sign * std::ldexp(static_cast<double>(random_.next() >> 11),
                               static_cast<int>(random_.below(100)) - 103);
  }
}

// Returns up to 40 digits, with a point and an exponent.
std::string NumberDifferential::random_digits() {
  std::string text(random_.below(3) == 0 ? random_.below(5) : 0, '0');
  const size_t digits = random_.below(3) == 0 ? 17 + random_.below(24) : 1 + random_.below(20);
  for (size_t i = 0; i < digits; ++i) text += static_cast<char>('0' + random_.below(10));
  if (random_.below(8) == 0) text += std::string(random_.below(30), '0');
  if (random_.below(2) == 0) text.insert(random_.below(text.size() + 1), ".");
  const size_t kind = random_.below(4);
  const int range = kind == 0 ? 800 : kind == 1 ? 60 : 30;
  if (kind != 3)
    text += (random_.below(2) == 0 ? "e" : "E") +
            std::to_string(static_cast<int>(random_.below(static_cast<size_t>(range))) - range / 2);
  return text;
}

// Returns the decimal digits of a number between two doubles, or between two floats, or a neighbor of
// it in decimal. If long double has more bits than double, the number is exactly in the middle.
std::string NumberDifferential::near_midpoint() {
  const bool is_float = random_.below(2) == 0;
  double below;
  do below = std::fabs(number());
  while (!std::isfinite(below));
  if (is_float) below = std::fabs(static_cast<float>(below));
  const long double above =
      is_float ? static_cast<long double>(std::nextafter(static_cast<float>(below), HUGE_VALF))
               : static_cast<long double>(std::nextafter(below, HUGE_VAL));
  const int digits = random_.below(4) == 0 ? 780 : static_cast<int>(10 + random_.below(22));
  char text[900];
  snprintf(text, sizeof text, "%.*Le", digits, below / 2.0L + above / 2.0L);
  std::string result = text;
  // Change the last digit, or append digits.
  const size_t end = result.find('e');
  if (end == std::string::npos) return result;
  switch (random_.below(4)) {
    case 0:
      result[end - 1] = static_cast<char>(result[end - 1] == '9' ? '8' : result[end - 1] + 1);
      break;
    case 1: result.insert(end, std::string(random_.below(30), '0') + "1"); break;
    case 2:
      if (result[end - 1] != '0') --result[end - 1];
      break;
    default: break;
  }
  return result;
}

std::string NumberDifferential::text() {
  static const char* const kBefore[] = {"", "", "", "", "-", "+", " ", "\t\n -", "+ ", "--"};
  static const char* const kAfter[] = {
      "", "", "", "", "", "e", "e+", "E-x", " ", "x", ".", "f", "e99999", "e-99999", "e+1000000000000"};
  std::string middle;
  switch (random_.below(4)) {
    case 0: {
      char printed[400];
      snprintf(printed, sizeof printed, random_.below(2) == 0 ? "%.*e" : "%.*g",
               static_cast<int>(random_.below(30)), number());
      middle = printed;
      break;
    }
    case 1: middle = near_midpoint(); break;
    default: middle = random_digits();
  }
  if (random_.below(4) != 0) return middle;
  return kBefore[random_.below(std::size(kBefore))] + middle + kAfter[random_.below(std::size(kAfter))];
}

int NumberDifferential::scan() { return compare_scan(text()); }

int NumberDifferential::print() {
  static const char* const kFlags[] = {"", "", "", "", "#", "+", " ", "0", "-", "#0+"};
  std::string format = "%";
  if (random_.below(4) == 0) {
    format += kFlags[random_.below(std::size(kFlags))];
    if (random_.below(2) == 0) format += std::to_string(1 + random_.below(40));
  }
  const int precision =
      random_.below(8) == 0 ? -1 : static_cast<int>(random_.below(random_.below(4) == 0 ? 60 : 20));
  if (precision >= 0) format += ".*";
  format += "efgEFGga"[random_.below(8)];
  return compare_print(format, precision, number());
}

}  // namespace nacre::test
