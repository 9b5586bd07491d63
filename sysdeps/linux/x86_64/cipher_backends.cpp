// SPDX-License-Identifier: MIT
// The table of ChaCha20 backends of x86_64, and the detection of processor features.
#include <chacha20_backend.hpp>

#include <cpuid.h>
#include <chacha20_backends.hpp>
#include <vector_features.hpp>

namespace nacre::sys {

// In a virtual machine, each CPUID traps to the hypervisor and takes microseconds, so execute only two.
// A test whether leaf 7 exists is not necessary: a processor with XSAVE has leaf 13, so it has leaf 7.
unsigned vector_features() {
  unsigned a, b, c, d;
  __cpuid(1, a, b, c, d);
  if ((c & bit_OSXSAVE) == 0) return 0;
  __cpuid_count(7, 0, a, b, c, d);
  return vector_features_of(b, saved_registers());
}

// Each entry: name, min_length (bytes), required features, function. chacha20_backend.hpp describes
// them.
const ChaCha20Backend chacha20_backends[] = {{"avx512", 68, kAvx512, expand_avx512},
                                             {"avx2", 70, kAvx2, expand_avx2},
                                             {"sse2", 87, 0, expand_sse2},
                                             {}};

}  // namespace nacre::sys
