// SPDX-License-Identifier: MIT
// Operations that are measured only for a libc, not for other sources of random bytes.
#pragma once

namespace bench {

void register_arc4random();      // arc4random, arc4random_buf, and uniform/BOUND
void register_random_device();   // std::random_device
void register_over_vdso();       // over_vdso: the overhead of getrandom over the raw vDSO call
void register_first_draw_raw();  // first_draw_raw (first_draw.hpp)

}  // namespace bench
