// SPDX-License-Identifier: MIT
// The features that are unavailable on this machine, why, and how to enable them.
#pragma once
#include <string>

#include "tools/info/facts.hpp"

namespace info {

struct Unavailable {
  std::string reason, help;  // both empty if the feature is available
};

Unavailable of_draws(const Facts& facts);
Unavailable of_droppable(const Facts& facts);
Unavailable of_secret(const Facts& facts);
// NACRE_RANDOM has an invalid value.
Unavailable of_choice(const Facts& facts);

}  // namespace info
