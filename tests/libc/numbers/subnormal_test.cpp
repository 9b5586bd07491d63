// SPDX-License-Identifier: MIT
// Tests conversions of subnormal numbers in the modes of x86_64 that replace such numbers by 0 in
// arithmetic ("denormals are zero" and "flush to zero"). gcc sets them in programs with -ffast-math.
#include <gtest/gtest.h>
#include <wchar.h>

#include <bit>
#include <cfenv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#ifdef __x86_64__
#include <xmmintrin.h>

namespace {

class SubnormalNumbers : public testing::TestWithParam<unsigned> {
 protected:
  // Sets the mode and clears the exceptions.
  SubnormalNumbers() { _mm_setcsr(0x1f80 | GetParam()); }
  ~SubnormalNumbers() override { _mm_setcsr(0x1f80); }
};

std::string printed(const char* format, uint64_t bits) {
  char text[64];
  snprintf(text, sizeof text, format, std::bit_cast<double>(bits));
  return text;
}

TEST_P(SubnormalNumbers, ArePrinted) {
  EXPECT_EQ(printed("%g", 3), "1.4822e-323");
  EXPECT_EQ(printed("%e", 0xfffffffffffff), "2.225074e-308");
  EXPECT_EQ(printed("%.17g", 0xfffffffffffff), "2.2250738585072009e-308");
  EXPECT_EQ(printed("%.3f", 1), "0.000");
  EXPECT_EQ(printed("%g", 0), "0");
  EXPECT_EQ(printed("%g", uint64_t{1} << 63), "-0");
}

TEST_P(SubnormalNumbers, AreReadWithoutAnotherException) {
  float single = 1;
  double number = 1;
  EXPECT_EQ(std::bit_cast<uint64_t>(strtod("4e-320", nullptr)), 0x1fa0U);
  EXPECT_EQ(std::bit_cast<uint64_t>(strtod("-4e-320", nullptr)), 0x1fa0U | uint64_t{1} << 63);
  EXPECT_EQ(std::bit_cast<uint32_t>(strtof("1e-40", nullptr)), 0x116c2U);
  EXPECT_EQ(sscanf("1e-40", "%f", &single), 1);
  EXPECT_EQ(std::bit_cast<uint32_t>(single), 0x116c2U);
  EXPECT_EQ(sscanf("-4e-320", "%lf", &number), 1);
  EXPECT_EQ(std::bit_cast<uint64_t>(number), 0x1fa0U | uint64_t{1} << 63);
  EXPECT_EQ(std::bit_cast<uint64_t>(wcstod(L"1e-310", nullptr)), 0x12688b70e62bU);
  EXPECT_EQ(_mm_getcsr() & _MM_EXCEPT_DENORM, 0U) << "an operand was subnormal";
}

INSTANTIATE_TEST_SUITE_P(Mode, SubnormalNumbers, testing::Values(0, 0x8040));

}  // namespace
#endif
