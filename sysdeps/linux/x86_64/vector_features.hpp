// SPDX-License-Identifier: MIT
// The vector features of x86_64 processors, and the registers that the kernel saves.
#pragma once

namespace nacre::sys {

// kBmi means BMI1 and BMI2. The compiler uses these integer instructions in code for AVX2. kAvx512 means
// AVX512F and AVX512VL; kAvx512Bw means AVX512BW too, which has the instructions on bytes.
enum VectorFeature : unsigned { kAvx2 = 1, kAvx512 = 2, kBmi = 4, kAvx512Bw = 8 };

// What CPUID says about a processor.
struct ProcessorFeatures {
  unsigned vectors;  // VectorFeature
  // The clock stays the same when the processor loads and stores 64-byte vectors (docs/string.md).
  bool keeps_clock;
  // `rep movsb` and `rep stosb` start fast.
  bool repeats_fast;
  // The instructions that the mathematical functions use. FMA is usable only with kAvx2.
  bool has_sse41 = false, has_fma = false;
};

// Bits of XCR0, which are set for the registers that the kernel saves for each thread. Bit 1: xmm. Bit
// 2: upper halves of ymm. Bits 5 to 7: mask registers, upper halves of zmm, and zmm16 to zmm31.
inline constexpr unsigned kSavedYmm = 1 << 1 | 1 << 2;
inline constexpr unsigned kSavedZmm = kSavedYmm | 1 << 5 | 1 << 6 | 1 << 7;

// Returns XCR0. If the kernel does not use XSAVE, xgetbv is an illegal instruction.
inline unsigned saved_registers() {
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

// Returns the usable features: the processor has them, and the kernel saves their registers for each
// thread (hazard key-outlives-draw in libc/random/HAZARDS.md). If the kernel does not save the
// registers, the instructions are illegal. `leaf7` is ebx of CPUID leaf 7.
unsigned vector_features_of(unsigned leaf7, unsigned xcr0);

// `leaf1` is eax of CPUID leaf 1, and `leaf7` is edx of leaf 7.
bool keeps_clock(unsigned leaf1, unsigned leaf7);
bool repeats_fast(unsigned leaf1, unsigned leaf7);

// Executes CPUID.
ProcessorFeatures processor_features();

}  // namespace nacre::sys
