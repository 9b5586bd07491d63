// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>

namespace nacre {

// Restores errno at the end of a scope that must not change it (hazard errno-changed in
// libc/random/HAZARDS.md).
class KeepErrno {
 public:
  KeepErrno() : saved_(errno) {}
  ~KeepErrno() { errno = saved_; }
  KeepErrno(const KeepErrno&) = delete;
  KeepErrno& operator=(const KeepErrno&) = delete;

 private:
  int saved_;
};

}  // namespace nacre
