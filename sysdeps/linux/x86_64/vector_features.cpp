// SPDX-License-Identifier: MIT
#include <vector_features.hpp>

#include <cpuid.h>
#include <chacha20_backend.hpp>

namespace nacre::sys {

unsigned vector_features_of(unsigned leaf7, unsigned xcr0) {
  constexpr unsigned kNeedsBmi = bit_BMI | bit_BMI2, kNeeds512 = bit_AVX512F | bit_AVX512VL;
  unsigned features = 0;
  if ((leaf7 & kNeedsBmi) == kNeedsBmi) features |= kBmi;
  if ((xcr0 & kSavedYmm) == kSavedYmm && (leaf7 & bit_AVX2) != 0) features |= kAvx2;
  if ((xcr0 & kSavedZmm) == kSavedZmm && (leaf7 & kNeeds512) == kNeeds512) {
    features |= kAvx512;
    if ((leaf7 & bit_AVX512BW) != 0) features |= kAvx512Bw;
  }
  return features;
}

namespace {

// The base family, which tells Intel from AMD without another CPUID. Intel's processors with AVX2 have
// base family 6. AMD's have 15, and so do Intel's families above 15, which are treated like AMD's.
unsigned short_family(unsigned leaf1) { return leaf1 >> 8 & 15; }
constexpr unsigned kIntel = 6, kFastShortRepeat = 1 << 4, kFp16 = 1 << 23;

}  // namespace

bool keeps_clock(unsigned leaf1, unsigned leaf7) {
  return short_family(leaf1) != kIntel || (leaf7 & kFp16) != 0;
}
bool repeats_fast(unsigned leaf1, unsigned leaf7) {
  return short_family(leaf1) == kIntel && (leaf7 & kFastShortRepeat) != 0;
}

// In a virtual machine, each CPUID traps to the hypervisor and takes microseconds, so execute only two.
// A test whether leaf 7 exists is not necessary: a processor with XSAVE has leaf 13, so it has leaf 7.
ProcessorFeatures processor_features() {
  unsigned a, b, c, d, leaf1;
  __cpuid(1, leaf1, b, c, d);
  const bool has_sse41 = (c & bit_SSE4_1) != 0, has_fma = (c & bit_FMA) != 0;
  if ((c & bit_OSXSAVE) == 0) return {0, false, false, has_sse41, has_fma};
  __cpuid_count(7, 0, a, b, c, d);
  return {vector_features_of(b, saved_registers()), keeps_clock(leaf1, d), repeats_fast(leaf1, d),
          has_sse41, has_fma};
}

unsigned vector_features() { return processor_features().vectors; }

}  // namespace nacre::sys
