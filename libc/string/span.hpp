// SPDX-License-Identifier: MIT
// Searches a string for the bytes of a set. A set of one to four bytes is compared with whole vectors.
// For a larger set, each byte of the string is looked up in a table.
#pragma once
#include "libc/string/scan.hpp"

namespace nacre::string {

// A set of one to four bytes.
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
  // Reads the set, which has at least one byte. A set with fewer than four contains its first byte
  // several times.
  [[gnu::always_inline]] explicit SmallSet(const Byte* set) {
    Byte b = set[0], c = b, d = b;
    has_whole_set_ = true;
    if (set[1] != 0) {
      b = set[1];
      if (set[2] != 0) {
        c = set[2];
        if (set[3] != 0) {
          d = set[3];
          has_whole_set_ = set[4] == 0;
        }
      }
    }
    a_ = Vector::of(set[0]), b_ = Vector::of(b), c_ = Vector::of(c), d_ = Vector::of(d);
  }
  // Returns whether the set has no more bytes than this object.
  [[gnu::always_inline]] bool has_whole_set() const { return has_whole_set_; }
  // A byte matches if it is in the set, or zero.
  [[gnu::always_inline]] auto members_or_zero(Vector v) const {
    if constexpr (Vector::kHasMaskRegisters)
      return ZeroBytes<Vector>{difference(v).min(v)};
    else if constexpr (requires { v.equal_or_zero(d_); })
      return SetBytes<Vector>{(v.equal(a_) | v.equal(b_)) | (v.equal(c_) | v.equal_or_zero(d_))};
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
  bool has_whole_set_;
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

// Returns the index of the first byte of `s` that is in `set`, or else of its null byte.
[[gnu::always_inline]] inline size_t find_member(const Byte* s, const Byte* set) {
  if (*set == 0) return find_index(s, IsZero());
  const SmallSet<> small(set);
  if (small.has_whole_set()) [[likely]] {
    const auto key = [=](ByteVector v) __attribute__((__always_inline__)) {
      return small.members_or_zero(v.in_register());
    };
    return find_index(s, key);
  }
  const LargeSet large(set);
  size_t index = 0;
  while (s[index] != 0 && !large.contains(s[index])) ++index;
  return index;
}

}  // namespace nacre::string
