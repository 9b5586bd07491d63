// SPDX-License-Identifier: MIT
// The peer "syscall" of the benchmark of random functions: the getrandom system call.
#pragma once
#include <sys/syscall.h>
#include <unistd.h>

#include <string>

#include "bench/peers/fill_by.hpp"

namespace bench {

// Makes the getrandom system call directly.
class SystemCall {
 public:
  static constexpr char kName[] = "syscall";
  static std::string about() { return "the getrandom system call"; }
  static std::string missing() { return {}; }

  void fill(unsigned char* buffer, size_t length) const {
    fill_by([](void* to, size_t count) { return ::syscall(SYS_getrandom, to, count, 0); }, buffer,
            length);
  }
};

}  // namespace bench
