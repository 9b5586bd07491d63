// SPDX-License-Identifier: MIT
#pragma once
#include "bench/merge/results.hpp"

namespace merge {

// Nanoseconds a call, by point and peer; last, how many times as long as the system call
// nacre takes.
void print_table(const Results& results);

// The ratios that the comparison is quoted for.
void print_ratios(const Results& results);

}  // namespace merge
