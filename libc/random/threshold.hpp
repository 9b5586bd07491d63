// SPDX-License-Identifier: MIT
// A draw, that is, a request for random bytes, takes one of three paths: the vDSO, the system call, or a
// ChaCha20 backend with a key from the vDSO. The length of the draw decides (hazard slow-long-draw).
// `make thresholds` measures the costs. The length from which a backend is faster than the vDSO is in
// the backend's entry in sys::chacha20_backends.
#pragma once
#include <stddef.h>

namespace nacre::random {

// Draws below this length always use the vDSO, which is the fastest path for them on every processor.
inline constexpr size_t kAlwaysVdso = 64;

// Without a backend, draws up to this length use the vDSO, and longer draws use the system call. The
// cost of the vDSO grows with each byte. The cost of the system call grows with each block of 64 bytes.
// So near this length either path may be a few per cent faster.
inline constexpr size_t kVdsoBest = 288;

// The most bytes that one system call fills. A longer draw is always a system call, so that it returns
// the same length on every kernel (hazard lengths-differ).
inline constexpr size_t kMostAtOnce = 0x7ffff000;

}  // namespace nacre::random
