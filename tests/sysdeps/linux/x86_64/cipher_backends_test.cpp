// SPDX-License-Identifier: MIT
// Tests which ChaCha20 backend is selected on x86_64, for given features of the processor and the
// kernel.
#include <cpuid.h>
#include <gtest/gtest.h>
#include <chacha20_backend.hpp>
#include <vector_features.hpp>

#include <string>

namespace {

using namespace nacre::sys;

// All features of the processor that backends need. The second argument of vector_features_of is XCR0,
// in which the kernel says which registers it saves: bit 0 for x87, bit 1 for SSE, bit 2 for AVX, and
// bits 5 to 7 for AVX-512. 0xe7 has all of them.
constexpr unsigned kAll = bit_AVX2 | bit_AVX512F | bit_AVX512VL;

// Returns the fastest backend that may be used.
std::string fastest(unsigned features) {
  const ChaCha20Backend* backend = chacha20_backends;
  while (!is_usable(*backend, features)) ++backend;
  return backend->name;
}

TEST(UsableBackends, RegistersThatTheKernelDoesNotSaveAreNotUsed) {
  EXPECT_EQ(fastest(vector_features_of(kAll, 0xe7)), "avx512");
  for (const unsigned missing : {5, 6, 7})
    EXPECT_EQ(fastest(vector_features_of(kAll, 0xe7 & ~(1U << missing))), "avx2") << "bit " << missing;
  for (const unsigned missing : {1, 2})
    EXPECT_EQ(fastest(vector_features_of(kAll, 0xe7 & ~(1U << missing))), "sse2") << "bit " << missing;
  EXPECT_EQ(fastest(vector_features_of(kAll, 0)), "sse2");
}

TEST(UsableBackends, InstructionsThatTheProcessorLacksAreNotUsed) {
  EXPECT_EQ(fastest(vector_features_of(kAll & ~bit_AVX512VL, 0xe7)), "avx2");
  EXPECT_EQ(fastest(vector_features_of(kAll & ~bit_AVX512F, 0xe7)), "avx2");
  EXPECT_EQ(fastest(vector_features_of(kAll & ~bit_AVX2 & ~bit_AVX512F, 0xe7)), "sse2");
}

}  // namespace
