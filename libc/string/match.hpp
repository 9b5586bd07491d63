// SPDX-License-Identifier: MIT
// The results of comparing the bytes of vectors: which bytes match. Each kind of comparison has the
// representation that is fastest for it. All have these members:
//   a.either(b)  the result in which a byte matches if it matches in a or in b
//   mask()       a ByteMask with the flags of the bytes that match
#pragma once
#include <stdint.h>

#include "sysdeps/contract/byte_vector.hpp"

namespace nacre::string {

using Byte = unsigned char;
using sys::ByteVector;

// A byte matches if it is zero.
template <class Vector>
struct ZeroBytes {
  Vector v;
  [[gnu::always_inline]] ZeroBytes either(ZeroBytes other) const { return {v.min(other.v)}; }
  [[gnu::always_inline]] auto mask() const { return v.zeros(); }
};
// A byte matches if it is not zero. Only for vectors with mask registers.
template <class Vector>
struct NonzeroBytes {
  Vector v;
  [[gnu::always_inline]] NonzeroBytes either(NonzeroBytes other) const { return {v | other.v}; }
  [[gnu::always_inline]] auto mask() const { return v.nonzeros(); }
};
// All bits of a byte are set if the byte matches, and clear if it does not.
template <class Flags>
struct SetBytes {
  Flags v;
  [[gnu::always_inline]] SetBytes either(SetBytes other) const { return {v | other.v}; }
  [[gnu::always_inline]] auto mask() const { return v.set_bytes(); }
};
// All bits of a byte are clear if the byte matches, and set if it does not.
template <class Flags>
struct ClearBytes {
  Flags v;
  [[gnu::always_inline]] ClearBytes either(ClearBytes other) const { return {v & other.v}; }
  [[gnu::always_inline]] auto mask() const { return ~v.set_bytes(); }
};
// A byte matches if it is `wanted` in one of two vectors. The vectors are compared only when they are
// combined with another pair, as a block of four. Only for vectors with mask registers.
template <class Vector>
struct EqualInPair {
  Vector a, b, wanted;
  struct Block {
    EqualInPair first, second;
    [[gnu::always_inline]] auto mask() const {
      return Vector::equal_in_block(first.a, first.b, second.a, second.b, first.wanted);
    }
  };
  [[gnu::always_inline]] Block either(EqualInPair other) const { return {*this, other}; }
};
// A byte matches if it is `wanted`, which is the same in both arguments of either().
template <class Vector>
struct EqualBytes {
  Vector v, wanted;
  [[gnu::always_inline]] auto either(EqualBytes other) const {
    if constexpr (Vector::kHasMaskRegisters)
      return EqualInPair<Vector>{v, other.v, wanted};
    else
      return SetBytes<Vector>{v.equal(wanted) | other.v.equal(wanted)};
  }
  [[gnu::always_inline]] auto mask() const { return v.equal(wanted).set_bytes(); }
};
// A byte matches if it is `wanted` or zero in one of two vectors. Only for vectors with mask registers.
template <class Vector>
struct EqualOrZeroInPair {
  Vector a, b, wanted;
  [[gnu::always_inline]] ZeroBytes<Vector> either(EqualOrZeroInPair other) const {
    // The two pairs are compared by different instructions, which use different execution units.
    const auto second = (other.a ^ wanted).min(other.a).min((other.b ^ wanted).min(other.b));
    return {Vector::least_or_zero(a, b, wanted).min(second)};
  }
};
// A byte matches if it is `wanted` or zero. `wanted` is the same in both arguments of either().
template <class Vector>
struct EqualOrZeroBytes {
  Vector v, wanted;
  [[gnu::always_inline]] auto either(EqualOrZeroBytes other) const {
    if constexpr (Vector::kHasMaskRegisters)
      return EqualOrZeroInPair<Vector>{v, other.v, wanted};
    else
      return flags().either(other.flags());
  }
  [[gnu::always_inline]] auto mask() const { return flags().mask(); }

 private:
  [[gnu::always_inline]] auto flags() const {
    if constexpr (requires { v.equal_or_zero(wanted); })
      return SetBytes<Vector>{v.equal_or_zero(wanted)};
    else
      return ZeroBytes<Vector>{v.min(v ^ wanted)};
  }
};
// A byte matches if it is not the same in both vectors.
template <class Vector>
struct DifferentBytes {
  Vector a, b;
  [[gnu::always_inline]] auto either(DifferentBytes other) const {
    if constexpr (Vector::kHasMaskRegisters)
      return NonzeroBytes<Vector>{(a ^ b) | (other.a ^ other.b)};
    else
      return ClearBytes<Vector>{a.equal(b) & other.a.equal(other.b)};
  }
  [[gnu::always_inline]] auto mask() const {
    if constexpr (Vector::kHasMaskRegisters)
      return a.different(b);
    else
      return ~a.equal(b).set_bytes();
  }
};

// Returns whether a byte matches in a block: kUnroll vectors of kSize bytes. match(i) compares the
// vector at offset i.
template <class Vector, int kUnroll = Vector::kUnroll, class Match>
[[gnu::always_inline]] inline bool matches_in_block(Match match) {
  constexpr size_t kSize = Vector::kSize;
  if constexpr (kUnroll == 1)
    return static_cast<bool>(match(0).mask());
  else if constexpr (kUnroll == 2)
    return static_cast<bool>(match(0).either(match(kSize)).mask());
  else
    return static_cast<bool>(
        match(0).either(match(kSize)).either(match(2 * kSize).either(match(3 * kSize))).mask());
}

// After this, the compiler loads vectors again instead of keeping them in registers. So a loop before it
// can load and compare with one instruction, if the processor has memory operands.
template <class Vector>
[[gnu::always_inline]] inline void reload() {
  if constexpr (Vector::kHasMemoryOperands) __asm__ volatile("" ::: "memory");
}

// Examines a block: kUnroll vectors of kSize bytes. match(i) compares the vector at offset i. Returns
// whether a byte matches; if so, sets `index` to the index of the first.
template <class Vector, int kUnroll = Vector::kUnroll, class Match>
[[gnu::always_inline]] inline bool find_in_block(Match match, size_t& index) {
  constexpr size_t kSize = Vector::kSize, kBlock = kUnroll * kSize;
  if constexpr (kUnroll == 1) {
    const auto mask = match(0).mask();
    if (!mask) [[likely]]
      return false;
    index = mask.first();
  } else if constexpr (kUnroll == 2) {
    const auto a = match(0), b = match(kSize);
    const auto any = a.either(b).mask();
    if (!any) [[likely]]
      return false;
    // A branch needs fewer instructions than selecting between two indexes. gcc uses a branch if it
    // seems predictable.
    const auto in_a = a.mask();
    if (__builtin_expect_with_probability(static_cast<bool>(in_a), true, 0.99))
      index = in_a.first();
    else
      index = kSize + any.first();
  } else {
    if (!matches_in_block<Vector, kUnroll>(match)) [[likely]]
      return false;
    // Compare again. Another thread may have changed the byte; then no byte matches.
    reload<Vector>();
#pragma GCC unroll 4
    for (size_t i = 0; i < kBlock; i += kSize)
      if (const auto mask = match(i).mask()) {
        index = i + mask.first();
        return true;
      }
    return false;
  }
  return true;
}

// Returns its argument. The compiler does not replace the code before it by a jump to the same code
// elsewhere. So each exit of a function has its own return instruction.
template <class Result>
[[gnu::always_inline]] inline Result separate(Result result) {
  __asm__ volatile("" : "+r"(result));
  return result;
}

[[gnu::always_inline]] inline const Byte* bytes(const void* p) { return static_cast<const Byte*>(p); }
// Functions such as strchr take a string that is constant, and return a place in it that is not.
[[gnu::always_inline]] inline char* chars(const Byte* p) {
  return const_cast<char*>(reinterpret_cast<const char*>(p));
}

// The limit of a function without a limit.
inline constexpr size_t kNoLimit = ~size_t{0};

// The smallest page size of all architectures.
inline constexpr uintptr_t kPage = 4096;

// The number of bytes by which `p` is above a multiple of `size`, a power of two.
[[gnu::always_inline]] inline size_t misalignment(const Byte* p, size_t size) {
  return reinterpret_cast<uintptr_t>(p) & (size - 1);
}
// Returns whether `size` bytes at `p` are in two pages.
[[gnu::always_inline]] inline bool crosses_page(const Byte* p, size_t size) {
  return misalignment(p, kPage) > kPage - size;
}

}  // namespace nacre::string
