// SPDX-License-Identifier: MIT
#include <cpuid.h>
#include <string_function.hpp>
#include <vector_features.hpp>

namespace nacre::sys {

Atomic<StringBackend> string_backend;

// In a virtual machine, each CPUID traps to the hypervisor and takes microseconds, so execute only two.
// The functions for AVX2 also contain BMI instructions.
StringBackend choose_string_backend() {
  unsigned a, b, c, d;
  StringBackend backend = StringBackend::sse2;
  __cpuid(1, a, b, c, d);
  if ((c & bit_OSXSAVE) != 0) {
    __cpuid_count(7, 0, a, b, c, d);
    constexpr unsigned kBmi = bit_BMI | bit_BMI2;
    if ((vector_features_of(b, saved_registers()) & kAvx2) != 0 && (b & kBmi) == kBmi)
      backend = StringBackend::avx2;
  }
  string_backend.store(backend, Order::relaxed);
  return backend;
}

}  // namespace nacre::sys
