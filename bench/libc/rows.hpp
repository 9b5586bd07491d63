// SPDX-License-Identifier: MIT
// The groups of operations that make bench-libc measures. The name of an operation begins with the name
// of its group and a slash, except in the group string. bench/merge prints a summary for each group.
#pragma once

namespace bench {

void register_string();
void register_wide();
void register_malloc();
void register_numbers();
void register_sort();
void register_stdio();
void register_time();
void register_threads();
void register_math();
void register_misc();

}  // namespace bench
