// SPDX-License-Identifier: MIT
// Functions for locks: block signals, sleep and wake. No function here changes errno or is a
// cancellation point.
#pragma once
#include <waiting.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// block_signals blocks all signals of this thread, also the signals that the libc reserves, and stores
// the previous signal mask in `before`. restore_signals sets this mask again.
static_assert(is<decltype(block_signals), void(sigset_t& before)>);
static_assert(is<decltype(restore_signals), void(const sigset_t& before)>);

// wait_while sleeps until wake_one is called for this word. It returns at once if the word does not have
// this value, and it can return early without a reason. wake_one wakes only threads of this process.
static_assert(is<decltype(wait_while), void(Atomic<int>& word, int value)>);
static_assert(is<decltype(wake_one), void(Atomic<int>& word)>);

}  // namespace nacre::sys
