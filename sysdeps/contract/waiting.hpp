// SPDX-License-Identifier: MIT
// What a lock needs. No function here changes errno or is a cancellation point.
#pragma once
#include <waiting.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// Blocks every signal of this thread, those too that the libc keeps for itself, and stores which were
// blocked before. restore_signals makes it so again.
static_assert(is<decltype(block_signals), void(sigset_t& before)>);
static_assert(is<decltype(restore_signals), void(const sigset_t& before)>);

// Sleeps until wake_one is called for this word, and not at all if it does not have this value. It can
// return early for no reason. Only threads that share memory wake each other.
static_assert(is<decltype(wait_while), void(Atomic<int>& word, int value)>);
static_assert(is<decltype(wake_one), void(Atomic<int>& word)>);

}  // namespace nacre::sys
