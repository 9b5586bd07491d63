// SPDX-License-Identifier: MIT
// Instructions for large copies and fills.
//
// sys::Bulk has these members:
//   kExists       whether the architecture has such instructions; if not, no other function is called
//   kLeast        the functions below are never called for fewer bytes
//   kStreaming    from this number of bytes on, a copy bypasses the caches; more than kLeast, if kExists
//   from()        from this number of bytes on, copy() and set() are faster on this processor than loops
//                 with vectors; the largest size_t if they never are
//   copy(to, from, n), set(to, byte, n)
//                 copy or set n bytes; source and destination do not overlap
//   copy_streaming(to, from, n)
//                 the same as copy(), past the caches, for at least kStreaming bytes; returns `to`, so
//                 that memcpy can jump to it and needs no stack frame
#pragma once
#include <stddef.h>
#include <bulk.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

static_assert(is<decltype(Bulk::copy), void(unsigned char* to, const unsigned char* from, size_t n)>);
static_assert(is<decltype(Bulk::copy_streaming),
                 unsigned char*(unsigned char* to, const unsigned char* from, size_t n)>);
static_assert(is<decltype(Bulk::set), void(unsigned char* to, unsigned char byte, size_t n)>);
static_assert(is<decltype(Bulk::from), size_t()>);

}  // namespace nacre::sys
