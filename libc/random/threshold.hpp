// SPDX-License-Identifier: MIT
// The lengths from which a draw uses another path (hazard slow-long-draw). `make thresholds` measures
// the costs. The length from which a backend is faster is in its entry of sys::chacha20_backends.
#pragma once
#include <stddef.h>

namespace nacre::random {

// Draws below this length always use the vDSO, which is the fastest path for them on every processor.
inline constexpr size_t kAlwaysVdso = 64;

// Without a backend, draws up to this length use the vDSO, and longer draws use the system call. The
// cost of the vDSO grows with each byte. The cost of the system call grows with each block of 64 bytes.
// So near this length either path may be a few per cent faster.
inline constexpr size_t kVdsoBest = 288;

// The most bytes that the system call fills. Longer requests are passed to it, so that both paths return
// the same length (hazard lengths-differ).
inline constexpr size_t kMostAtOnce = 0x7ffff000;

}  // namespace nacre::random
