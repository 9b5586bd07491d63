// SPDX-License-Identifier: MIT
// For an architecture without special instructions for large copies.
#pragma once
#include <stddef.h>

namespace nacre::sys {

struct Bulk {
  static constexpr bool kExists = false;
  static constexpr size_t kLeast = ~size_t{0}, kStreaming = ~size_t{0};
  static size_t from() { return kLeast; }
  static void copy(unsigned char* to, const unsigned char* from, size_t n);
  static unsigned char* copy_streaming(unsigned char* to, const unsigned char* from, size_t n);
  static void set(unsigned char* to, unsigned char byte, size_t n);
};

}  // namespace nacre::sys
