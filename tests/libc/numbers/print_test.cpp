// SPDX-License-Identifier: MIT
// Tests snprintf of doubles against musl's exact conversion, and with results that are known.
#include <fenv.h>
#include <float.h>
#include <gtest/gtest.h>
#include <math.h>
#include <stdio.h>

#include <string>

#include "libc/numbers/format_double.hpp"
#include "tests/libc/numbers/differential.hpp"
#include "tests/libc/numbers/modes.hpp"

using namespace nacre::test;

namespace {

std::string printed(const char* format, int precision, double number) {
  char text[400];
  snprintf(text, sizeof text, format, precision, number);
  return text;
}

TEST(PrintfOfDouble, IsExactForDifficultNumbers) {
  const double kNumbers[] = {0,
                             -0.0,
                             0.5,
                             1.5,
                             2.5,
                             3.5,
                             0.25,
                             0.125,
                             0.375,
                             0.0625,
                             1.25,
                             1.75,
                             12345,
                             123450,
                             12350,
                             11500,
                             13500,
                             105000,
                             25,
                             35,
                             45,
                             1250,
                             9.5,
                             99.5,
                             999.5,
                             9.9999995,
                             999999.5,
                             9999995,
                             0.00001,
                             0.0001,
                             0.00009999995,
                             1e22,
                             1e23,
                             8.5e-5,
                             9.5e-5,
                             5e-324,
                             DBL_MIN,
                             DBL_MAX,
                             0x1p53,
                             0x1p53 + 2,
                             0x1p-1022,
                             0x1p63,
                             0x1p62,
                             0x1p64,
                             1e17,
                             1e16,
                             99999999999999999.0,
                             0.1,
                             0.3,
                             2.0 / 3,
                             123456789.123456789,
                             4503599627370496.5,
                             4503599627370497.5,
                             INFINITY,
                             -INFINITY,
                             NAN,
                             1e15,
                             1e18,
                             9.2e18,
                             9.3e18,
                             1e100,
                             1e-100,
                             0.045,
                             0.055,
                             0.5000000001};
  for (const int mode : modes()) {
    const RoundingMode in_mode(mode);
    for (const double number : kNumbers)
      for (const char* format :
           {"%.*e", "%.*f", "%.*g", "%#.*g", "%#.*e", "%#.*F", "%+30.*G", "%-030.*E", "% 040.*f"})
        for (int precision = 0; precision < 60; ++precision) {
          EXPECT_NO_THROW(compare_print(format, precision, number));
          EXPECT_NO_THROW(compare_print(format, precision, -number));
        }
  }
}

TEST(PrintfOfDouble, IsExactForRandomNumbers) {
  for (const int mode : modes()) {
    const RoundingMode in_mode(mode);
    NumberDifferential differential(static_cast<unsigned>(mode) + 2);
    const int kRounds = mode == FE_TONEAREST ? 1500000 : 100000;
    for (int i = 0; i < kRounds; ++i) differential.print();
  }
}

TEST(PrintfOfDouble, GivesKnownResults) {
  EXPECT_EQ(printed("%.*f", 0, 0.5), "0");
  EXPECT_EQ(printed("%.*f", 0, 1.5), "2");
  EXPECT_EQ(printed("%.*f", 0, 2.5), "2");
  EXPECT_EQ(printed("%.*f", 2, 0.125), "0.12");
  EXPECT_EQ(printed("%.*f", 2, 0.375), "0.38");
  EXPECT_EQ(printed("%.*f", 1, 0.25), "0.2");
  EXPECT_EQ(printed("%.*f", 3, -9.9996), "-10.000");
  EXPECT_EQ(printed("%.*f", 20, 1e-20), "0.00000000000000000001");
  EXPECT_EQ(printed("%.*e", 1, 1250), "1.2e+03");
  EXPECT_EQ(printed("%.*e", 1, 1350), "1.4e+03");
  EXPECT_EQ(printed("%.*e", 0, 9.5), "1e+01");
  EXPECT_EQ(printed("%.*e", 16, 5e-324), "4.9406564584124654e-324");
  EXPECT_EQ(printed("%.*e", 16, DBL_MAX), "1.7976931348623157e+308");
  EXPECT_EQ(printed("%.*g", 17, 0.1), "0.10000000000000001");
  EXPECT_EQ(printed("%.*g", 17, 1e23), "9.9999999999999992e+22");
  EXPECT_EQ(printed("%.*g", 6, 0.0001), "0.0001");
  EXPECT_EQ(printed("%.*g", 6, 0.00001), "1e-05");
  EXPECT_EQ(printed("%.*g", 6, 999999.5), "1e+06");
  EXPECT_EQ(printed("%.*g", 6, 100000), "100000");
  EXPECT_EQ(printed("%#.*g", 3, 2), "2.00");
  EXPECT_EQ(printed("%#.*g", 0, 2), "2.");
  EXPECT_EQ(printed("%.*G", 3, 1e-10), "1E-10");
  EXPECT_EQ(printed("%08.*f", 2, -3.14159), "-0003.14");
  EXPECT_EQ(printed("%-8.*f|", 2, 3.14159), "3.14    |");
}

TEST(PrintfOfDouble, RoundsInTheCurrentMode) {
  const RoundingMode upward(FE_UPWARD);
  EXPECT_EQ(printed("%.*f", 1, 0.11), "0.2");
  EXPECT_EQ(printed("%.*f", 1, -0.19), "-0.1");
}

// Returns whether the fast conversion can write the number.
bool is_fast(double number, int precision, char conversion) {
  char text[nacre::numbers::kMaxFormatted];
  return nacre::numbers::format_double(text, number, precision, conversion, false) != 0;
}
// If the fast conversion left many numbers to the exact one, printf would be slow.
TEST(FormatDouble, WritesUsualNumbers) {
  Random random(1);
  int written = 0;
  for (int i = 0; i < 10000; ++i) {
    const double fraction = static_cast<double>(random.next() >> 11) * 0x1p-53;
    written += is_fast(fraction * 1000, 6, 'f') && is_fast(fraction * 1e300, 17, 'g') &&
               is_fast(fraction * 1e-300, 16, 'e') && is_fast(fraction, -1, 'g');
  }
  EXPECT_EQ(written, 10000);
}
TEST(FormatDouble, LeavesManyDigitsToTheExactConversion) {
  EXPECT_FALSE(is_fast(1.5, 18, 'g'));
  EXPECT_FALSE(is_fast(1.5, 17, 'e'));
  EXPECT_FALSE(is_fast(1e19, 0, 'f'));
  EXPECT_FALSE(is_fast(0.5, 56, 'f'));
}

}  // namespace
