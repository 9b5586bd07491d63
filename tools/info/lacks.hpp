// SPDX-License-Identifier: MIT
// What a machine does not give, why, and what helps.
#pragma once
#include <string>

#include "tools/info/facts.hpp"

namespace info {

struct Lack {
  std::string reason, help;  // empty both, where nothing is lacking
};

Lack of_draws(const Facts& facts);
Lack of_droppable(const Facts& facts);
Lack of_secret(const Facts& facts);
// That NACRE_RANDOM says something that it cannot mean.
Lack of_choice(const Facts& facts);

}  // namespace info
