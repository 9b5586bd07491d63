// SPDX-License-Identifier: MIT
// System calls that block signals, sleep and wake (sysdeps/contract/waiting.hpp).
#pragma once
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <raw_syscall.hpp>

#include "support/atomic.hpp"

namespace nacre::sys {

inline void block_signals(sigset_t& before) {
  static constexpr uint64_t kAll[2] = {~uint64_t{0}, ~uint64_t{0}};  // MIPS has 128 signals
  raw_syscall(SYS_rt_sigprocmask, SIG_BLOCK, reinterpret_cast<long>(kAll),
              reinterpret_cast<long>(&before), _NSIG / 8);
}

inline void restore_signals(const sigset_t& before) {
  raw_syscall(SYS_rt_sigprocmask, SIG_SETMASK, reinterpret_cast<long>(&before), 0, _NSIG / 8);
}

#ifdef SYS_futex
inline constexpr long kFutexCall = SYS_futex;
#else
inline constexpr long kFutexCall = SYS_futex_time64;
#endif

inline void wait_while(Atomic<int>& word, int value) {
  raw_syscall(kFutexCall, reinterpret_cast<long>(&word), FUTEX_WAIT_PRIVATE, value, 0);
}

inline void wake_one(Atomic<int>& word) {
  raw_syscall(kFutexCall, reinterpret_cast<long>(&word), FUTEX_WAKE_PRIVATE, 1);
}

}  // namespace nacre::sys
