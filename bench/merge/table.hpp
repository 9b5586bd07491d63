// SPDX-License-Identifier: MIT
#pragma once
#include "bench/merge/results.hpp"

namespace merge {

// Nanoseconds per call, by point and peer. The last column is nacre's time divided by the system call's.
void print_table(const Results& results);

// The ratios that summarize the comparison.
void print_ratios(const Results& results);

}  // namespace merge
