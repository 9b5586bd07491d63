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
  if ((xcr0 & kSavedZmm) == kSavedZmm && (leaf7 & kNeeds512) == kNeeds512) features |= kAvx512;
  return features;
}

// In a virtual machine, each CPUID traps to the hypervisor and takes microseconds, so execute only two.
// A test whether leaf 7 exists is not necessary: a processor with XSAVE has leaf 13, so it has leaf 7.
unsigned vector_features() {
  unsigned a, b, c, d;
  __cpuid(1, a, b, c, d);
  if ((c & bit_OSXSAVE) == 0) return 0;
  __cpuid_count(7, 0, a, b, c, d);
  return vector_features_of(b, saved_registers());
}

}  // namespace nacre::sys
