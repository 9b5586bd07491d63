// SPDX-License-Identifier: MIT
// Tests strtod, strtof and sscanf against musl's exact conversions, and with results that are known.
#include <errno.h>
#include <fenv.h>
#include <float.h>
#include <gtest/gtest.h>
#include <math.h>
#include <stdlib.h>

#include "libc/numbers/decimal_to_binary.hpp"
#include "libc/numbers/power_of_ten.hpp"
#include "tests/libc/numbers/differential.hpp"
#include "tests/libc/numbers/modes.hpp"

using namespace nacre::test;

namespace {

// Texts with a conversion that is difficult: near a midpoint between two numbers, or at a limit.
const char* const kTexts[] = {
    "0", "-0", "0e999999999999", "-0.000e-5", "1", "3.25", "0.1", "1e22", "1e23", "-1e23", "8.5e-5",
    "123456789012345678",
    // Midpoints between two doubles.
    "9007199254740993", "9007199254740993.0", "1152921504606847104", "1152921504606847104.001",
    "1152921504606847104.000", "9007199254740995", "900719925474099.3e1", "9007199254740993e0",
    "9007199254740992.99999999999", "9007199254740993.00000000000000000000000001",
    "9007199254740993.00000000000000000000000000", "9007199254740991", "9007199254740992",
    "9007199254740994.5", "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203124",
    "1.00000000000000011102230246251565404236316680908203126",
    "1.0000000000000001110223024625156540423631668", "7.2057594037927933e16", "72057594037927936",
    "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
    "18446744073709551617", "10000000000000000000", "9999999999999999999", "99999999999999999999",
    "12345678901234567890123456789",
    // Near the limits of the formats.
    "5e-324", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.5e-324", "1e-400",
    "-1e-400", "1e-310", "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072013e-308",
    "2.2250738585072014e-308", "2.22507385850720138e-308", "2.225073858507201383e-308",
    "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
    "1.79769313486231580793e308", "1.8e308", "1e309", "1e400", "-1e400", "1e-999999999", "1e9999999999",
    "1e18446744073709551617", "1e-9999999999", "1.17549435e-38", "1.17549429e-38", "1.4e-45", "7e-46",
    "7.1e-46", "3.4028235e38", "3.4028236e38", "3.40282357e38", "1e39", "16777217", "16777219",
    "16777217.0", "1.00000005960464477539", "1.000000059604644775390625", "1.000000059604644775390626",
    // The digits 20 and later decide.
    "0.00000000000000000000000000000000000000000000000000000000001",
    "1000000000000000000000000000000000000000000e-42", "0000000000000000000000000000000000000000001.5",
    "0.000000000000000000000000000000000000000000000000", "8.50000000000000000000000000000001e-5",
    "6.631236846766476e-316", "3.237883913302901289588352412501532174863e-319",
    // The end of the number.
    "", " ", "-", "+", ".", "-.", ".e1", "e1", "1.", ".5", "1.e1", "1.5e", "1.5e+", "1.5e-x", "1.5e+3x",
    "1..5", "1.5.5", "+-1", "- 1", "\t\n\v\f\r 1x", "1,5", "0x", "0x1p3", "0x1.8", "-0X1P-3", "0x.8",
    "0xg", "1x2", "00x1", "inf", "-INFINITY", "infinit", "nan", "-nan", "nan(12)", "nan(", "in", "na",
    "1e+", "1e 5", "0e", "0.e", "1e0000000000000000000005", "1p5", "1f"};

TEST(Strtod, IsExactForDifficultTexts) {
  for (const int mode : modes()) {
    const RoundingMode in_mode(mode);
    for (const char* text : kTexts) EXPECT_NO_THROW(compare_scan(text)) << text;
  }
}

TEST(Strtod, IsExactForRandomTexts) {
  for (const int mode : modes()) {
    const RoundingMode in_mode(mode);
    NumberDifferential differential(static_cast<unsigned>(mode) + 1);
    const int kRounds = mode == FE_TONEAREST ? 500000 : 50000;
    for (int i = 0; i < kRounds; ++i) differential.scan();
  }
}

TEST(Strtod, GivesKnownResults) {
  const struct {
    const char* text;
    double number;
    int error;
  } kCases[] = {{"3.25", 3.25, 0},
                {"-3.25", -3.25, 0},
                {"0.1", 0x1.999999999999ap-4, 0},
                {"1e23", 0x1.52d02c7e14af6p+76, 0},
                {"9007199254740993", 0x1p53, 0},
                {"9007199254740995", 0x1.0000000000002p53, 0},
                {"9007199254740993.0000000000000000001", 0x1.0000000000001p53, 0},
                {"1152921504606847104", 0x1p60, 0},
                {"1152921504606847104.001", 0x1.0000000000001p60, 0},
                {"1.7976931348623157e308", DBL_MAX, 0},
                {"1.7976931348623159e308", HUGE_VAL, ERANGE},
                {"-1e309", -HUGE_VAL, ERANGE},
                {"2.2250738585072014e-308", DBL_MIN, 0},
                {"1e-310", 0x0.012688b70e62bp-1022, ERANGE},
                {"5e-324", 0x1p-1074, ERANGE},
                {"2e-324", 0, ERANGE}};
  for (const auto& example : kCases) {
    errno = 0;
    char* end;
    EXPECT_EQ(strtod(example.text, &end), example.number) << example.text;
    EXPECT_EQ(errno, example.error) << example.text;
    EXPECT_EQ(*end, '\0');
  }
  EXPECT_TRUE(signbit(strtod("-0", nullptr)));
  EXPECT_EQ(strtof("0.1", nullptr), 0.1F);
  EXPECT_EQ(strtof("16777217.0000001", nullptr), 16777218.0F);
}

TEST(Strtod, LeavesErrnoAlone) {
  errno = EBADF;
  strtod("12.5", nullptr);
  strtod("0.3", nullptr);
  EXPECT_EQ(errno, EBADF);
}

// If the fast conversion left many numbers to the exact one, strtod would be slow.
TEST(DecimalToBinary, DecidesUsualNumbers) {
  using namespace nacre::numbers;
  Random random(1);
  int decided = 0;
  for (int i = 0; i < 100000; ++i) {
    const Decimal decimal = {random.next() >> 2, static_cast<int>(random.below(580)) - 300, false};
    double result;
    decided += decimal_to_binary(decimal, Format::kDouble, &result);
  }
  EXPECT_GT(decided, 99900);
}

// Compares each power of ten with its neighbor: 10 * power(n) is power(n + 1), apart from the error. The
// only power that is a power of two is 10^0. 10 * power(-1) is below it, so it has another exponent.
TEST(PowerOfTen, IsNearItsNeighbor) {
  using namespace nacre::numbers;
  for (int power = kLeastPower; power < kGreatestPower; ++power) {
    if (power == -1) continue;
    const Bits128 bits = power_of_ten(power), next = power_of_ten(power + 1);
    EXPECT_EQ(bits.high >> 63, 1U) << power;
    const Bits192 product = multiply(bits, uint64_t{10} << 60);
    Bits128 expected = product.upper;
    int exponent = floor_log2_of_power(power) + 4;
    if (expected.high >> 63 == 0) {
      expected = {expected.high << 1 | expected.low >> 63, expected.low << 1 | product.lowest >> 63};
      --exponent;
    }
    EXPECT_EQ(exponent, floor_log2_of_power(power + 1)) << power;
    const uint64_t difference = next.low - expected.low;
    EXPECT_EQ(next.high, expected.high + (next.low < expected.low && difference < 100)) << power;
    EXPECT_TRUE(difference < 8 || -difference < 8) << power;
    EXPECT_TRUE(difference == 0 || !is_exact_power(power + 1)) << power;
  }
}

}  // namespace
