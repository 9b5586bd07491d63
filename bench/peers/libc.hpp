// SPDX-License-Identifier: MIT
// The peer "libc" of the benchmark of random functions: the libc that the program is linked with.
#pragma once
#include <stdint.h>
#include <sys/random.h>

#include <string>

#include "bench/peers/fill_by.hpp"
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

namespace bench {

// Fills a buffer with getrandom of the libc.
class Libc {
 public:
  static constexpr char kName[] = "libc";
  static std::string about() {
#ifdef __GLIBC__
    return std::string("glibc ") + gnu_get_libc_version();
#else
    const char* const choice = getenv("NACRE_RANDOM");
    return arc4random == nullptr ? "stock musl, linked statically"
           : choice == nullptr   ? "nacre, linked statically"
                                 : std::string("nacre with NACRE_RANDOM=") + choice;
#endif
  }
  static std::string missing() { return {}; }

  void fill(unsigned char* buffer, size_t length) const {
    fill_by([](void* to, size_t count) { return ::getrandom(to, count, 0); }, buffer, length);
  }

  // The arc4random functions as weak references: null if the libc does not define them.
  [[gnu::weak]] static uint32_t arc4random() asm("arc4random");
  [[gnu::weak]] static uint32_t arc4random_uniform(uint32_t bound) asm("arc4random_uniform");
  [[gnu::weak]] static void arc4random_buf(void* buffer, size_t length) asm("arc4random_buf");
};

}  // namespace bench
