// SPDX-License-Identifier: MIT
// A draw, that is, a request for random bytes, takes one of three paths: the vDSO, the system call, or a
// ChaCha20 backend with a key from the vDSO. The length of the draw decides (hazard slow-long-draw).
// `make thresholds` measures the costs. Each entry of sys::chacha20_backends has min_length: from this
// length on, the backend is faster than the vDSO.
#pragma once
#include <stddef.h>

namespace nacre::random {

// Draws below this length always use the vDSO, which is the fastest path for them on every processor.
inline constexpr size_t kAlwaysVdso = 64;

// Without a backend, draws up to this length use the vDSO, and longer draws use the system call. The
// cost of the vDSO grows with each byte, and that of the system call with each block of 64 bytes. Their
// curves cross several times around this length, where the difference is a few per cent.
inline constexpr size_t kVdsoBest = 288;

// The most bytes that one getrandom system call returns. The vDSO and the backends could return more. A
// longer draw is always a system call, so the length that it returns does not depend on the path (hazard
// lengths-differ).
inline constexpr size_t kMostAtOnce = 0x7ffff000;

}  // namespace nacre::random
