// SPDX-License-Identifier: MIT
// The lengths at which a draw changes its path (hazard slow-long-draw). `make thresholds` measures the
// costs. The length from which a backend is worth its cost is in its entry of sys::chacha20_backends.
#pragma once
#include <stddef.h>

namespace nacre::random {

// Shorter draws always use the vDSO, which is the fastest for them on every processor.
inline constexpr size_t kAlwaysVdso = 64;

// Without a backend, draws up to this length use the vDSO and longer ones use the system call. The
// vDSO's cost grows by the byte, the system call's by the block of 64 bytes. So near this length
// either may be a few per cent faster.
inline constexpr size_t kVdsoBest = 288;

// Longer requests go to the system call, which fills at most this many bytes (hazard lengths-differ).
inline constexpr size_t kMostAtOnce = 0x7ffff000;

}  // namespace nacre::random
