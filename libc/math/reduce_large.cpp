// SPDX-License-Identifier: MIT
#include "libc/math/angle.hpp"

namespace nacre::math {
namespace {

// The first 256 bits of 2 / pi.
constexpr uint32_t kTwoByPi[] = {0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0,
                                 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561};

}  // namespace

Angle reduce_large(float x) {
  const uint32_t bits = bits_of(x);
  const uint64_t significand = (bits & 0x7fffff) | 0x800000;
  // |x| is significand * 2^exponent, and the exponent is at least 5. The first bit that is used has the
  // weight 2 in the product.
  const unsigned exponent = (bits >> 23 & 0xff) - 150, first = exponent - 2;
  const uint32_t* const words = kTwoByPi + first / 32;
  // 32 bits from this place on.
  const auto word = [&](unsigned i) {
    return static_cast<uint32_t>(((uint64_t{words[i]} << 32 | words[i + 1]) << first % 32) >> 32);
  };
  // x * 2 / pi modulo 4, with 62 bits after the point.
  uint64_t turns = (significand * word(0) << 32) + significand * word(1) + (significand * word(2) >> 32);
  const uint32_t quadrant = static_cast<uint32_t>((turns + (uint64_t{1} << 61)) >> 62);
  turns -= uint64_t{quadrant} << 62;
  const double rest = static_cast<double>(static_cast<int64_t>(turns)) * 0x1.921fb54442d18p-62;
  return (bits & kSign<float>) != 0 ? Angle{-rest, 0U - quadrant} : Angle{rest, quadrant};
}

}  // namespace nacre::math
