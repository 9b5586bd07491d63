// SPDX-License-Identifier: MIT
// Formats the report of nacre-info as text and as JSON.
#pragma once
#include <string>

#include "tools/info/costs.hpp"
#include "tools/info/facts.hpp"

namespace info {

// `costs` is null if nothing was measured.
std::string text(const Facts& facts, const Costs* costs);
std::string json(const Facts& facts, const Costs* costs);

}  // namespace info
