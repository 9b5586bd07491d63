// SPDX-License-Identifier: MIT
// The vector features of x86_64 processors, and the registers that the kernel saves.
#pragma once

namespace nacre::sys {

// kBmi means BMI1 and BMI2. The compiler uses these integer instructions in code for AVX2.
enum VectorFeature : unsigned { kAvx2 = 1, kAvx512 = 2, kBmi = 4 };

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

}  // namespace nacre::sys
