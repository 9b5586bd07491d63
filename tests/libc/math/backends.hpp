// SPDX-License-Identifier: MIT
// The instruction sets that the mathematical functions of this architecture use.
#pragma once
#include <string>
#include <vector>

#include "tests/support/backends.hpp"

#ifdef __x86_64__
#include <math_backend.hpp>
#endif

namespace nacre::test {

#ifdef __x86_64__
using MathBackend = sys::MathBackend;

// The instruction sets that this processor supports.
inline std::vector<MathBackend> math_backends() {
  return backends_up_to(sys::choose_math_backend(),
                        {MathBackend::sse2, MathBackend::sse41, MathBackend::fma});
}
inline std::string text_of(MathBackend backend) {
  switch (backend) {
    case MathBackend::fma: return "fma";
    case MathBackend::sse41: return "sse41";
    default: return "sse2";
  }
}
// While this object exists, the mathematical functions use one instruction set.
struct UseMathBackend : UseBackend<MathBackend> {
  explicit UseMathBackend(MathBackend backend) : UseBackend(sys::math_backend, backend) {}
};
#else
using MathBackend = OnlyBackend;
using UseMathBackend = UseOnlyBackend;
inline std::vector<MathBackend> math_backends() { return {MathBackend::only}; }
#endif

}  // namespace nacre::test
