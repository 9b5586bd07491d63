// SPDX-License-Identifier: MIT
// The instruction set that the mathematical functions use. math_function.h describes how they test it.
#pragma once
#include "support/atomic.hpp"
#include "support/export.hpp"

namespace nacre::sys {

// A backend includes those before it.
enum class MathBackend : unsigned char { unknown, sse2, sse41, fma };

// The backend for this processor. It is unknown until the first call of a function that tests it. Tests
// set it.
extern Atomic<MathBackend> math_backend __asm__("__nacre_math_backend")
    __attribute__((__visibility__("hidden")));

// Returns the best backend for a processor.
struct ProcessorFeatures;
MathBackend math_backend_for(const ProcessorFeatures& features);

// Finds out what the processor supports, and sets math_backend. Threads that call this at the same time
// store the same value.
MathBackend choose_math_backend() __asm__("__nacre_choose_math_backend")
    __attribute__((__visibility__("hidden")));

}  // namespace nacre::sys
