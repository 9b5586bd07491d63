// SPDX-License-Identifier: MIT
// The peer "urandom" of the benchmark of random functions: the device /dev/urandom.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "bench/peers/fill_by.hpp"

namespace bench {

// Reads /dev/urandom, which is opened only once.
class Urandom {
 public:
  static constexpr char kName[] = "urandom";
  static std::string about() { return "read of an open /dev/urandom"; }
  static std::string missing() {
    return file() < 0 ? std::string("/dev/urandom: ") + std::strerror(errno) : std::string();
  }

  void fill(unsigned char* buffer, size_t length) const {
    fill_by([from = file()](void* to, size_t count) { return ::read(from, to, count); }, buffer, length);
  }

 private:
  static int file() {
    static const int opened = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    return opened;
  }
};

}  // namespace bench
