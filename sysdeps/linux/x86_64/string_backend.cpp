// SPDX-License-Identifier: MIT
#include <chacha20_backend.hpp>
#include <string_function.hpp>
#include <vector_features.hpp>

namespace nacre::sys {

Atomic<StringBackend> string_backend;

StringBackend choose_string_backend() {
  constexpr unsigned kNeeded = kAvx2 | kBmi;
  const bool has_avx2 = (vector_features() & kNeeded) == kNeeded;
  const auto backend = has_avx2 ? StringBackend::avx2 : StringBackend::sse2;
  string_backend.store(backend, Order::relaxed);
  return backend;
}

}  // namespace nacre::sys
