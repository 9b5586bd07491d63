// SPDX-License-Identifier: MIT
// The instruction sets that the mathematical functions of this architecture use.
#pragma once
#include <string>
#include <vector>

#ifdef __x86_64__
#include <math_backend.hpp>
#endif

namespace nacre::test {

#ifdef __x86_64__
using MathBackend = sys::MathBackend;

// The instruction sets that this processor supports.
inline std::vector<MathBackend> math_backends() {
  std::vector<MathBackend> all{MathBackend::sse2};
  const MathBackend best = sys::choose_math_backend();
  for (const MathBackend backend : {MathBackend::sse41, MathBackend::fma})
    if (backend <= best) all.push_back(backend);
  return all;
}
inline std::string text_of(MathBackend backend) {
  switch (backend) {
    case MathBackend::fma: return "fma";
    case MathBackend::sse41: return "sse41";
    default: return "sse2";
  }
}
// While this object exists, the mathematical functions use one instruction set.
class UseMathBackend {
 public:
  explicit UseMathBackend(MathBackend backend) : before_(sys::math_backend.load(Order::relaxed)) {
    sys::math_backend.store(backend, Order::relaxed);
  }
  ~UseMathBackend() { sys::math_backend.store(before_, Order::relaxed); }

 private:
  const MathBackend before_;
};
#else
enum class MathBackend { only };
inline std::vector<MathBackend> math_backends() { return {MathBackend::only}; }
inline std::string text_of(MathBackend) { return "only"; }
struct UseMathBackend {
  explicit UseMathBackend(MathBackend) {}
};
#endif

}  // namespace nacre::test
