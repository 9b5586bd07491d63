// SPDX-License-Identifier: MIT
#include <width.hpp>

#include <cpuid.h>
#include <chacha20_widths.hpp>

namespace nacre::sys {
namespace {

// The registers whose contents the kernel keeps for a thread. What the processor has and the kernel does
// not keep must not be used (H28).
unsigned kept_registers() {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_OSXSAVE) == 0) return 0;
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

bool has(unsigned features, unsigned registers) {
  unsigned a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & features) == features &&
         (kept_registers() & registers) == registers;
}

// Bits of XCR0: xmm; ymm's upper halves; masks; zmm's upper halves; zmm16 to zmm31.
constexpr unsigned kYmm = 1 << 1 | 1 << 2;
constexpr unsigned kZmm = kYmm | 1 << 5 | 1 << 6 | 1 << 7;

bool avx512_usable() { return has(bit_AVX512F | bit_AVX512VL, kZmm); }
bool avx2_usable() { return has(bit_AVX2, kYmm); }
bool sse2_usable() { return true; }

}  // namespace

const Width widths[] = {{"avx512", 68, avx512_usable, expand_avx512},
                        {"avx2", 74, avx2_usable, expand_avx2},
                        {"sse2", 83, sse2_usable, expand_sse2},
                        {}};

}  // namespace nacre::sys
