// SPDX-License-Identifier: MIT
// The instruction sets for which the string functions of this architecture are compiled.
#pragma once
#include <string>
#include <vector>

#include "sysdeps/contract/string_function.hpp"

namespace nacre::test {

#ifdef __x86_64__
using StringBackend = sys::StringBackend;

// The instruction sets that this processor supports.
inline std::vector<StringBackend> string_backends() {
  std::vector<StringBackend> all{StringBackend::sse2};
  const StringBackend best = sys::choose_string_backend();
  for (const StringBackend backend : {StringBackend::avx2, StringBackend::avx512})
    if (backend <= best) all.push_back(backend);
  return all;
}
inline std::string text_of(StringBackend backend) {
  switch (backend) {
    case StringBackend::avx512: return "avx512";
    case StringBackend::avx2: return "avx2";
    default: return "sse2";
  }
}
// While this object exists, the string functions use one instruction set.
class UseStringBackend {
 public:
  explicit UseStringBackend(StringBackend backend) : before_(sys::string_backend.load(Order::relaxed)) {
    sys::string_backend.store(backend, Order::relaxed);
  }
  ~UseStringBackend() { sys::string_backend.store(before_, Order::relaxed); }

 private:
  const StringBackend before_;
};
#else
enum class StringBackend { only };
inline std::vector<StringBackend> string_backends() { return {StringBackend::only}; }
inline std::string text_of(StringBackend) { return "only"; }
struct UseStringBackend {
  explicit UseStringBackend(StringBackend) {}
};
#endif

}  // namespace nacre::test
