// SPDX-License-Identifier: MIT
// The peer "libsodium" of the benchmark of random functions: randombytes_buf of libsodium.
#pragma once
#include <stddef.h>

#include <string>

#include "bench/peers/library.hpp"

namespace bench {

class Libsodium {
 public:
  static constexpr char kName[] = "libsodium";
  static std::string about() { return std::string("libsodium ") + library().version(); }
  static std::string missing() { return library().file.missing(); }

  void fill(unsigned char* buffer, size_t length) const { buf_(buffer, length); }

 private:
  struct Loaded {
    Library file{"libsodium.so.23"};
    int (*init)() = file.function<int()>("sodium_init");
    const char* (*version)() = file.function<const char*()>("sodium_version_string");
    void (*buf)(void*, size_t) = file.function<void(void*, size_t)>("randombytes_buf");

    Loaded() {
      if (file.missing().empty()) init();
    }
  };
  static const Loaded& library() {
    static const Loaded loaded;
    return loaded;
  }

  void (*buf_)(void*, size_t) = library().buf;
};

}  // namespace bench
