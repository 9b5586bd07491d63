// SPDX-License-Identifier: MIT
// Prints the results.
#pragma once
#include "bench/merge/results.hpp"

namespace merge {

// Prints the time or instructions per call, by point and peer. The last column is nacre's value divided
// by that of the peer `base`.
void print_table(const Results& results, const Unit& unit, const std::string& base);

// Prints ratios that summarize the comparison of nacre with other sources of random bytes.
void print_ratios(const Results& results);

// Prints ratios that summarize the comparison of nacre with other libcs.
void print_libc_ratios(const Results& results, const Unit& unit);

// Lists the rows that a peer does not have, with the reason. Peers that are missing completely are left
// out.
void print_gaps(const Results& results);

}  // namespace merge
