// SPDX-License-Identifier: MIT
// The features that are unavailable on this machine, why, and how to enable them.
#pragma once
#include <string>

#include "tools/info/facts.hpp"

namespace info {

struct Unavailable {
  std::string reason, help;  // both empty if the feature is available
};

// These three functions return why some getrandom calls make system calls, why mmap does not provide
// droppable memory, and why memfd_secret does not work.
Unavailable of_draws(const Facts& facts);
Unavailable of_droppable(const Facts& facts);
Unavailable of_secret(const Facts& facts);
// Reports an invalid value of NACRE_RANDOM.
Unavailable of_choice(const Facts& facts);

}  // namespace info
