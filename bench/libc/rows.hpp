// SPDX-License-Identifier: MIT
// The groups of operations that make bench-libc measures.
#pragma once

namespace bench {

void register_string();

}  // namespace bench
