// SPDX-License-Identifier: MIT
#include <string.h>

#include "libc/string/small.hpp"
#include "sysdeps/contract/bulk.hpp"
#include "sysdeps/contract/string_function.hpp"

namespace nacre::string {
namespace {

// Sets n bytes, between kCount / 2 and kCount vectors.
template <int kCount, class Vector>
[[gnu::always_inline]] inline void set_vectors(Byte* to, Vector value, size_t n) {
#pragma GCC unroll 4
  for (size_t k = 0; k < kCount / 2; ++k) {
    value.store(to + k * Vector::kSize);
    value.store(to + n - (k + 1) * Vector::kSize);
  }
}
// Sets n bytes, less than one vector.
template <class Vector>
[[gnu::always_inline]] inline void set_short(Byte* to, Byte byte, size_t n) {
  if constexpr (Vector::kSize > 16) {
    using Half = typename Vector::Half;
    if (n >= Half::kSize) return set_vectors<2>(to, Half::of(byte), n);
    set_short<Half>(to, byte, n);
  } else {
    set_small(to, byte * 0x0101010101010101u, n);
  }
}
// Sets n bytes, at least four vectors. Returns `to`.
template <class Vector>
[[gnu::noinline]] Byte* set_long(Byte* to, Byte byte, size_t n) {
  constexpr size_t kSize = Vector::kSize;
  if constexpr (sys::Bulk::kExists)
    if (n >= sys::Bulk::kLeast && n >= sys::Bulk::from()) {
      sys::Bulk::set(to, byte, n);
      return to;
    }
  const auto value = Vector::of(byte);
  value.store(to);
  Byte* out = to + kSize - misalignment(to, kSize);
  Byte* const last = to + n - 4 * kSize;
  for (; out < last; out += 4 * kSize) {
    value.store_aligned(out), value.store_aligned(out + kSize);
    value.store_aligned(out + 2 * kSize), value.store_aligned(out + 3 * kSize);
  }
  value.store(last), value.store(last + kSize);
  value.store(last + 2 * kSize), value.store(last + 3 * kSize);
  return to;
}

}  // namespace
}  // namespace nacre::string

NACRE_STRING_FUNCTION(NACRE_PUBLIC, void*, memset, (void* start, int c, size_t n), (start, c, n)) {
  using Vector = sys::CopyVector;
  constexpr size_t kSize = Vector::kSize;
  auto* const to = static_cast<Byte*>(start);
  const auto byte = static_cast<Byte>(c);
  if (n < kSize)
    set_short<Vector>(to, byte, n);
  else if (n <= 2 * kSize)
    set_vectors<2>(to, Vector::of(byte), n);
  else if (n <= 4 * kSize)
    set_vectors<4>(to, Vector::of(byte), n);
  else
    return set_long<Vector>(to, byte, n);
  return start;
}
