// SPDX-License-Identifier: MIT
// The facts in words, for people and as JSON.
#pragma once
#include <string>

#include "tools/info/costs.hpp"
#include "tools/info/facts.hpp"

namespace info {

// Without costs where they are null.
std::string text(const Facts& facts, const Costs* costs);
std::string json(const Facts& facts, const Costs* costs);

}  // namespace info
