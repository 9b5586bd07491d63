// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre::string {

// Returns the first occurrence of the m bytes at `needle` in the n bytes at `haystack`, or null. m is at
// least 2. The time is proportional to n + m for all inputs, and no memory is allocated. This is the
// two-way algorithm of Crochemore and Perrin (Two-way string-matching, Journal of the ACM, 1991).
__attribute__((__visibility__("hidden"))) const unsigned char* find_two_way(
    const unsigned char* haystack, size_t n, const unsigned char* needle, size_t m);

}  // namespace nacre::string
