// SPDX-License-Identifier: MIT
// The slow path of fill(), for all cases that the fast path in draw.hpp does not handle.
#include <errno.h>

#include "libc/random/draw.hpp"
#include "sysdeps/contract/getrandom.hpp"

namespace nacre::random {
namespace {

// The system call fails with EINTR only while it waits for the kernel's generator, shortly after the
// machine was started. This limit ends the loop in a sandbox that always returns EINTR.
constexpr int kMostInterruptions = 1 << 20;

}  // namespace

Result<size_t> fill_slowly(unsigned char* buffer, size_t length) {
  size_t filled = 0;
  int interruptions = 0;
  while (filled < length) {
    const size_t left = length - filled;
    const size_t piece = left < kMostAtOnce ? left : kMostAtOnce;
    if (draw_any(buffer + filled, piece, 0)) {
      filled += piece;
      continue;
    }
    const auto answer = sys::getrandom(buffer + filled, left, 0);
    if (!answer.ok()) {
      if (answer.error() != EINTR || ++interruptions > kMostInterruptions) return answer;
    } else if (answer.value() == 0 || answer.value() > left) {
      // The kernel never returns 0 here. A sandbox that suppresses the call may always return 0.
      return Result<size_t>::failure(EIO);
    } else {
      filled += answer.value();
    }
  }
  return Result<size_t>::success(length);
}

}  // namespace nacre::random
