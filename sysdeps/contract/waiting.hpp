// SPDX-License-Identifier: MIT
// Functions for locks: block signals, sleep and wake. No function here changes errno or is a
// cancellation point.
#pragma once
#include <waiting.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// block_signals blocks all signals of this thread, also the signals that the libc reserves, and stores
// the previous signal mask in `before`. restore_signals sets this mask again.
static_assert(is<decltype(block_signals), void(sigset_t& before)>);
static_assert(is<decltype(restore_signals), void(const sigset_t& before)>);

// wait_while sleeps until wake_one is called for this word. It returns at once if the word does not have
// this value. It can also wake up spuriously. wake_one wakes one thread, of this process only.
static_assert(is<decltype(wait_while), void(Atomic<int>& word, int value)>);
static_assert(is<decltype(wake_one), void(Atomic<int>& word)>);

}  // namespace nacre::sys
