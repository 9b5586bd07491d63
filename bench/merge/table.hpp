// SPDX-License-Identifier: MIT
// Prints the results.
#pragma once
#include "bench/merge/results.hpp"

namespace merge {

// Prints nanoseconds per call, by point and peer. The last column is nacre's time divided by the time of
// the system call.
void print_table(const Results& results);

// Prints ratios that summarize the comparison of nacre with other peers.
void print_ratios(const Results& results);

}  // namespace merge
