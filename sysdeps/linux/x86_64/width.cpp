// SPDX-License-Identifier: MIT
#include <width.hpp>

#include <cpuid.h>
#include <chacha20_widths.hpp>

namespace nacre::sys {
namespace {

enum Feature : unsigned { kAvx2 = 1, kAvx512 = 2 };

// Bits of XCR0, the registers whose contents the kernel keeps for a thread: xmm; ymm's upper halves;
// masks; zmm's upper halves; zmm16 to zmm31. What the processor has and the kernel does not keep must
// not be used (H28).
constexpr unsigned kYmm = 1 << 1 | 1 << 2;
constexpr unsigned kZmm = kYmm | 1 << 5 | 1 << 6 | 1 << 7;

constexpr unsigned kNeeds512 = bit_AVX512F | bit_AVX512VL;

}  // namespace

// Each CPUID is a way out of a virtual machine, microseconds long: no more of them than must be. Who has
// XSAVE has leaf 13 for it, so leaf 7 is there.
unsigned width_features() {
  unsigned a, b, c, d;
  __cpuid(1, a, b, c, d);
  if ((c & bit_OSXSAVE) == 0) return 0;
  unsigned kept, high;
  __asm__ volatile("xgetbv" : "=a"(kept), "=d"(high) : "c"(0));
  __cpuid_count(7, 0, a, b, c, d);
  unsigned features = 0;
  if ((kept & kYmm) == kYmm && (b & bit_AVX2) != 0) features |= kAvx2;
  if ((kept & kZmm) == kZmm && (b & kNeeds512) == kNeeds512) features |= kAvx512;
  return features;
}

const Width widths[] = {{"avx512", 68, kAvx512, expand_avx512},
                        {"avx2", 70, kAvx2, expand_avx2},
                        {"sse2", 87, 0, expand_sse2},
                        {}};

}  // namespace nacre::sys
