// SPDX-License-Identifier: MIT
// What a child of vfork must not leave behind. It has this thread's structure and this process's memory,
// and it may be killed at any instruction. vfork calls these, and so does clone with CLONE_VM and
// CLONE_VFORK.
#include "libc/random/thread_state.hpp"
#include "sysdeps/contract/hooks.hpp"

using nacre::random::ThreadState;

// Runs before the child is created. It reserves the thread's random state, so each draw of the child
// is a system call. The child then leaves no key in memory and no unfinished draw
// (hazard vfork-child-draws). Returns the word that the parent gets back.
uintptr_t nacre::sys::before_vfork() {
  for (;;) {
    const ThreadState now = ThreadState::of_this_thread();
    if (now.replace_by_reserved()) return now.word();
  }
}

// In the parent, once the child has executed a program or ended; and where there is no child.
void nacre::sys::after_vfork(uintptr_t word) {
  ThreadState::from_word(word).keep();
  unlock_children();  // for a child that was killed while it held the lock
}

// In a program without the lock (libc/process/no_new_child.hpp).
[[gnu::weak]] void nacre::sys::unlock_children() {}
