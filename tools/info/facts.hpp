// SPDX-License-Identifier: MIT
// The features of this machine, as its kernel, its processor and the libc report them.
#pragma once
#include <nacre/random.h>

#include <string>
#include <vector>

#include "support/unavailable_reason.hpp"

namespace info {

// A vector backend of ChaCha20. It generates the output of a long getrandom call from a key.
struct Vector {
  std::string name;
  std::size_t from;  // the length in bytes of the shortest call for which it is used
  bool usable;       // whether this processor and kernel support it
};

struct Facts {
  std::string release, machine;  // from uname
  std::string choice;            // NACRE_RANDOM
  std::string boot;              // the kernel's boot arguments; empty if they cannot be read
  bool filtered = false;         // a seccomp filter is active
  bool has_secret_call = false;  // this architecture has memfd_secret
  nacre_random_report random{};  // the report after one getrandom call
  // Why some getrandom calls make a system call instead of using the vDSO.
  nacre::UnavailableReason reason = nacre::UnavailableReason::none;
  int droppable = 0;            // error of mapping droppable memory, 0 for success
  int secret = 0;               // error of allocating memory with memfd_secret, 0 for success
  std::vector<Vector> vectors;  // the fastest first
};

Facts gather();

}  // namespace info
