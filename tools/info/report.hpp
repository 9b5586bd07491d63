// SPDX-License-Identifier: MIT
// The report, as text and as JSON.
#pragma once
#include <string>

#include "tools/info/costs.hpp"
#include "tools/info/facts.hpp"

namespace info {

// `costs` can be null.
std::string text(const Facts& facts, const Costs* costs);
std::string json(const Facts& facts, const Costs* costs);

}  // namespace info
