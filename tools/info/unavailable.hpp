// SPDX-License-Identifier: MIT
// What is unavailable on this machine, why, and what helps.
#pragma once
#include <string>

#include "tools/info/facts.hpp"

namespace info {

struct Unavailable {
  std::string reason, help;  // both empty where it is available
};

Unavailable of_draws(const Facts& facts);
Unavailable of_droppable(const Facts& facts);
Unavailable of_secret(const Facts& facts);
// That NACRE_RANDOM says something that it cannot mean.
Unavailable of_choice(const Facts& facts);

}  // namespace info
