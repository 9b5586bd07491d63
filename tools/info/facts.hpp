// SPDX-License-Identifier: MIT
// What this machine gives, as its kernel, its processor and the libc answer.
#pragma once
#include <nacre/random.h>

#include <string>
#include <vector>

#include "support/unavailable_reason.hpp"

namespace info {

// A way to expand long draws.
struct Vector {
  std::string name;
  std::size_t from;  // the shortest draw, in bytes
  bool usable;       // by this processor under this kernel
};

struct Facts {
  std::string release, machine;  // as uname says
  std::string choice;            // NACRE_RANDOM
  std::string boot;              // the kernel's boot arguments; empty where they cannot be read
  bool filtered = false;         // a seccomp filter judges this process's calls
  bool has_secret_call = false;  // of this architecture: memfd_secret
  nacre_random_report random{};  // after a draw
  nacre::UnavailableReason reason = nacre::UnavailableReason::none;  // why some draws are system calls
  int droppable = 0;            // what a map of droppable memory is answered with, 0 for yes
  int secret = 0;               // what a secret on memfd_secret's memory is answered with, 0 for yes
  std::vector<Vector> vectors;  // the widest first
};

Facts gather();

}  // namespace info
