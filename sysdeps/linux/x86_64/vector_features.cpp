// SPDX-License-Identifier: MIT
#include <vector_features.hpp>

#include <cpuid.h>

namespace nacre::sys {

unsigned vector_features_of(unsigned leaf7, unsigned xcr0) {
  constexpr unsigned kNeeds512 = bit_AVX512F | bit_AVX512VL;
  unsigned features = 0;
  if ((xcr0 & kSavedYmm) == kSavedYmm && (leaf7 & bit_AVX2) != 0) features |= kAvx2;
  if ((xcr0 & kSavedZmm) == kSavedZmm && (leaf7 & kNeeds512) == kNeeds512) features |= kAvx512;
  return features;
}

}  // namespace nacre::sys
