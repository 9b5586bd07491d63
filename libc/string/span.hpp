// SPDX-License-Identifier: MIT
// Searches a string for the bytes of a set. A set of one to four bytes is compared with whole vectors.
// For a larger set, each byte of the string is looked up in a table.
#pragma once
#include "libc/string/scan.hpp"

namespace nacre::string {

inline constexpr size_t kSmallSet = 4;

// A set of one to kSmallSet bytes.
class SmallSet {
 public:
  // A set with fewer bytes contains its first byte several times.
  [[gnu::always_inline]] SmallSet(const Byte* set, size_t size)
      : a_(ByteVector::of(set[0])),
        b_(ByteVector::of(set[size > 1 ? 1 : 0])),
        c_(ByteVector::of(set[size > 2 ? 2 : 0])),
        d_(ByteVector::of(set[size > 3 ? 3 : 0])) {}
  // The bytes of `v` that are in the set.
  [[gnu::always_inline]] ByteVector members(ByteVector v) const {
    return (v.equal(a_) | v.equal(b_)) | (v.equal(c_) | v.equal(d_));
  }

 private:
  ByteVector a_, b_, c_, d_;
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
    const SmallSet small(set, size);
    const ByteVector zero = ByteVector::of(0);
    const auto key = [&](ByteVector loaded) __attribute__((__always_inline__)) {
      const ByteVector v = loaded.in_register();
      return SetBytes<ByteVector>{small.members(v) | v.equal(zero)};
    };
    return static_cast<size_t>(find(s, key).address() - s);
  }
  const LargeSet large(set);
  size_t index = 0;
  while (s[index] != 0 && !large.contains(s[index])) ++index;
  return index;
}

}  // namespace nacre::string
