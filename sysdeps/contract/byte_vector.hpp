// SPDX-License-Identifier: MIT
// The vectors with which the string functions work. A source is compiled for several instruction sets,
// so the members are always inlined.
//
// sys::ByteVector has these members:
//   kSize         the size in bytes, a power of two
//   kUnroll       the number of vectors that a loop examines together: 1 or 4
//   kUnrollOfKeys the number of vectors that a search examines together: 2. Without this member, the
//                 number is kUnroll. A search for null bytes alone always uses kUnroll
//   kHasMaskRegisters
//                 whether comparisons set a register with one bit for each byte
//   kHasMemoryOperands
//                 whether one instruction can load a vector and compare it
//   load, load_aligned, store, store_aligned
//                 load or store kSize bytes; an aligned address is a multiple of kSize
//   in_register() the same vector; the compiler loads it once, and not again for each use
//   of(b)         the vector of kSize bytes b
//   &, |, ^       bitwise
//   a.min(b)      a vector with a zero byte where a or b has a zero byte
//   a.equal(b)    the bytes that are the same in a and b: a vector with 0xff for them and 0 for the
//                 others, or with mask registers an object with | and & and set_bytes()
//   a.equal_or_zero(b)
//                 the bytes of a that are zero or the same in b, as flags like those of equal(b). A
//                 vector has this member only if it is faster than a.min(a ^ b)
//   lower()       a vector in which the letters A to Z are a to z
//   zeros()       a ByteMask with the flags of the zero bytes
//   set_bytes()   a ByteMask with the flags of the bytes 0xff; the other bytes must be 0
// Unless a vector is a word, it also has members for wide characters, which are four bytes each:
//   of_wide(c)    the vector of kSize / 4 characters c
//   a.min_wide(b) a vector with a zero character where a or b has a zero character
//   a.keep_equal_wide(b)
//                 the characters of a that are the same in b, and zero for the others
//   zeros_wide()  a ByteMask with the flags of all bytes of the zero characters
// With mask registers, it also has these members, which avx512_bytes.hpp explains: nonzeros, different,
// nonzero_equal, zero_and_nonzero, equal_in_block, least_or_zero, first_bytes, load_some,
// different_some.
//
// sys::CopyVector is for copies and fills. It has the members kSize, load, store, store_aligned and of.
//
// If the size of a vector is above 16, its member Half is a vector of half the size.
#pragma once
#include <byte_vector.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

static_assert((ByteVector::kSize & (ByteVector::kSize - 1)) == 0);
static_assert(ByteVector::kUnroll == 1 || ByteVector::kUnroll == 4);
static_assert(is<decltype(CopyVector::load), CopyVector(const unsigned char* from)>);
static_assert(is<decltype(ByteVector::load), ByteVector(const unsigned char* from)>);
static_assert(is<decltype(ByteVector::load_aligned), ByteVector(const unsigned char* from)>);
static_assert(is<decltype(ByteVector::of), ByteVector(unsigned char byte)>);

}  // namespace nacre::sys
