// SPDX-License-Identifier: MIT
#include <bulk.hpp>
#include <string_function.hpp>
#include <vector_features.hpp>

namespace nacre::sys {

Atomic<StringBackend> string_backend;
Atomic<size_t> repeat_from;

StringBackend string_backend_for(const ProcessorFeatures& features) {
  constexpr unsigned kForAvx2 = kAvx2 | kBmi, kForAvx512 = kForAvx2 | kAvx512 | kAvx512Bw;
  if ((features.vectors & kForAvx512) == kForAvx512 && features.keeps_clock)
    return StringBackend::avx512;
  return (features.vectors & kForAvx2) == kForAvx2 ? StringBackend::avx2 : StringBackend::sse2;
}

StringBackend choose_string_backend() {
  const ProcessorFeatures features = processor_features();
  const StringBackend backend = string_backend_for(features);
  repeat_from.store(features.repeats_fast ? Bulk::kLeast : ~size_t{0}, Order::relaxed);
  string_backend.store(backend, Order::relaxed);
  return backend;
}

}  // namespace nacre::sys
