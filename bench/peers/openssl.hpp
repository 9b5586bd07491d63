// SPDX-License-Identifier: MIT
// The peer "openssl" of the benchmark of random functions: RAND_bytes of OpenSSL.
#pragma once
#include <stddef.h>
#include <stdlib.h>

#include <string>

#include "bench/peers/library.hpp"

namespace bench {

class Openssl {
 public:
  static constexpr char kName[] = "openssl";
  static std::string about() {
    constexpr int kVersion = 0;  // OPENSSL_VERSION
    return library().version(kVersion);
  }
  static std::string missing() { return library().file.missing(); }

  void fill(unsigned char* buffer, size_t length) const {
    if (bytes_(buffer, static_cast<int>(length)) != 1) abort();
  }

 private:
  struct Loaded {
    Library file{"libcrypto.so.3"};
    const char* (*version)(int) = file.function<const char*(int)>("OpenSSL_version");
    int (*bytes)(unsigned char*, int) = file.function<int(unsigned char*, int)>("RAND_bytes");
  };
  static const Loaded& library() {
    static const Loaded loaded;
    return loaded;
  }

  int (*bytes_)(unsigned char*, int) = library().bytes;
};

}  // namespace bench
