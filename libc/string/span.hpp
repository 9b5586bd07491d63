// SPDX-License-Identifier: MIT
// Searches a string for the bytes of a set. A set of one to four bytes is compared with whole vectors.
// For a larger set, each byte of the string is looked up in a table.
#pragma once
#include "libc/string/scan.hpp"

namespace nacre::string {

inline constexpr size_t kSmallSet = 4;

// A set of one to kSmallSet bytes.
template <class Vector = ByteVector>
class SmallSet {
  // Bytes that are zero if the byte of `v` is in the set.
  [[gnu::always_inline]] Vector difference(Vector v) const {
    return (v ^ a_).min(v ^ b_).min((v ^ c_).min(v ^ d_));
  }
  // Bytes that are 0xff if the byte of `v` is in the set, else 0.
  [[gnu::always_inline]] auto equal(Vector v) const {
    return (v.equal(a_) | v.equal(b_)) | (v.equal(c_) | v.equal(d_));
  }

 public:
  // A set with fewer bytes contains its first byte several times.
  [[gnu::always_inline]] SmallSet(const Byte* set, size_t size)
      : a_(Vector::of(set[0])),
        b_(Vector::of(set[size > 1 ? 1 : 0])),
        c_(Vector::of(set[size > 2 ? 2 : 0])),
        d_(Vector::of(set[size > 3 ? 3 : 0])) {}
  // A byte matches if it is in the set, or zero.
  [[gnu::always_inline]] auto members_or_zero(Vector v) const {
    if constexpr (Vector::kHasMaskRegisters)
      return ZeroBytes<Vector>{difference(v).min(v)};
    else
      return SetBytes<Vector>{equal(v) | v.equal(Vector::of(0))};
  }
  // A byte matches if it is not in the set.
  [[gnu::always_inline]] auto others(Vector v) const {
    if constexpr (Vector::kHasMaskRegisters)
      return NonzeroBytes<Vector>{difference(v)};
    else
      return ClearBytes<Vector>{equal(v)};
  }

 private:
  Vector a_, b_, c_, d_;
};

// A set of any size.
class LargeSet {
 public:
  [[gnu::always_inline]] explicit LargeSet(const Byte* set) {
    for (; *set != 0; ++set) words_[*set / kBits] |= size_t{1} << *set % kBits;
  }
  [[gnu::always_inline]] bool contains(Byte byte) const {
    return (words_[byte / kBits] >> byte % kBits & 1) != 0;
  }

 private:
  static constexpr size_t kBits = sizeof(size_t) * 8;
  size_t words_[256 / kBits] = {};
};

// Returns the size of the set, or a number above kSmallSet.
[[gnu::always_inline]] inline size_t small_size(const Byte* set) {
  size_t size = 0;
  while (size <= kSmallSet && set[size] != 0) ++size;
  return size;
}

// Returns the index of the first byte of `s` that is in `set`, or else of its null byte.
[[gnu::always_inline]] inline size_t find_member(const Byte* s, const Byte* set) {
  const size_t size = small_size(set);
  if (size == 0) return static_cast<size_t>(find(s, IsZero()).address() - s);
  if (size <= kSmallSet) {
    const SmallSet<> small(set, size);
    const auto key = [&](ByteVector v) __attribute__((__always_inline__)) {
      return small.members_or_zero(v.in_register());
    };
    return static_cast<size_t>(find(s, key).address() - s);
  }
  const LargeSet large(set);
  size_t index = 0;
  while (s[index] != 0 && !large.contains(s[index])) ++index;
  return index;
}

}  // namespace nacre::string
