// SPDX-License-Identifier: MIT
// The instruction sets for which the string functions of this architecture are compiled.
#pragma once
#include <string>
#include <vector>

#include "sysdeps/contract/string_function.hpp"
#include "tests/support/backends.hpp"

namespace nacre::test {

#ifdef __x86_64__
using StringBackend = sys::StringBackend;

// The instruction sets that this processor supports.
inline std::vector<StringBackend> string_backends() {
  return backends_up_to(sys::choose_string_backend(),
                        {StringBackend::sse2, StringBackend::avx2, StringBackend::avx512});
}
inline std::string text_of(StringBackend backend) {
  switch (backend) {
    case StringBackend::avx512: return "avx512";
    case StringBackend::avx2: return "avx2";
    default: return "sse2";
  }
}
// While this object exists, the string functions use one instruction set.
struct UseStringBackend : UseBackend<StringBackend> {
  explicit UseStringBackend(StringBackend backend) : UseBackend(sys::string_backend, backend) {}
};
#else
using StringBackend = OnlyBackend;
using UseStringBackend = UseOnlyBackend;
inline std::vector<StringBackend> string_backends() { return {StringBackend::only}; }
#endif

}  // namespace nacre::test
