// SPDX-License-Identifier: MIT
// Instructions for large copies and fills.
//
// sys::Bulk has these members:
//   kExists       whether the architecture has such instructions; if not, no other function is called
//   kLeast        the number of bytes from which a copy or fill asks the functions below
//   kStreaming    the number of bytes from which a copy bypasses the caches; more than kLeast
//   from()        the number of bytes from which this processor is faster with copy() and set()
//   copy(to, from, n), set(to, byte, n)
//                 copy or set n bytes; source and destination do not overlap
//   copy_streaming(to, from, n)
//                 the same as copy(), past the caches, for at least kStreaming bytes
#pragma once
#include <stddef.h>
#include <bulk.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

static_assert(is<decltype(Bulk::copy), void(unsigned char* to, const unsigned char* from, size_t n)>);
static_assert(is<decltype(Bulk::copy_streaming), decltype(Bulk::copy)>);
static_assert(is<decltype(Bulk::set), void(unsigned char* to, unsigned char byte, size_t n)>);
static_assert(is<decltype(Bulk::from), size_t()>);

}  // namespace nacre::sys
