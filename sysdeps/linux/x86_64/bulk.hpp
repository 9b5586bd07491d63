// SPDX-License-Identifier: MIT
// Large copies and fills. sysdeps/contract/bulk.hpp describes the members.
#pragma once
#include <stddef.h>

#include "support/atomic.hpp"

namespace nacre::sys {

// The number of bytes from which a copy uses `rep movsb`, and a fill `rep stosb`. It is set together
// with string_backend.
extern __attribute__((__visibility__("hidden"))) Atomic<size_t> repeat_from;

struct Bulk {
  static constexpr bool kExists = true;
  static constexpr size_t kLeast = 4096;
  static constexpr size_t kStreaming = size_t{8} << 20;

  [[gnu::always_inline]] static size_t from() { return repeat_from.load(Order::relaxed); }
  [[gnu::always_inline]] static void copy(unsigned char* to, const unsigned char* from, size_t n) {
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
  }
  // Not inline: memcpy and memmove are compiled once for each instruction set, and each version would
  // contain the same code.
  __attribute__((__visibility__("hidden"))) static unsigned char* copy_streaming(
      unsigned char* to, const unsigned char* from, size_t n);
  [[gnu::always_inline]] static void set(unsigned char* to, unsigned char byte, size_t n) {
    __asm__ volatile("rep stosb" : "+D"(to), "+c"(n) : "a"(byte) : "memory");
  }
};

}  // namespace nacre::sys
