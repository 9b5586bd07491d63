// SPDX-License-Identifier: MIT
// Hooks that vfork calls before and after it creates a child; clone with CLONE_VM and CLONE_VFORK calls
// them too. The child shares the thread structure and the memory of its parent, and may be killed at any
// instruction. The hooks make sure that it leaves no key of the random functions and no lock behind.
#include "libc/random/thread_state.hpp"
#include "sysdeps/contract/hooks.hpp"

using nacre::random::ThreadState;

// Runs before the child is created. It marks the thread's random state as reserved, that is, in use. So
// each request of the child for random bytes is a system call. If the child is killed during such a
// request, it leaves no key in the shared memory (hazard vfork-child-draws in libc/random/HAZARDS.md).
// Returns the thread's state word (libc/random/thread_state.hpp), which after_vfork restores.
uintptr_t nacre::sys::before_vfork() {
  // Repeated only if a signal handler changed the word in between.
  for (;;) {
    const ThreadState now = ThreadState::of_this_thread();
    if (now.replace_by_reserved()) return now.word();
  }
}

// Runs in the parent after the child has executed a program or ended, or if no child was created.
void nacre::sys::after_vfork(uintptr_t word) {
  ThreadState::from_word(word).store();
  unlock_children();  // the child may have been killed while it held the child lock
}

// Does nothing in a program that does not contain the child lock (libc/process/no_new_child.hpp).
[[gnu::weak]] void nacre::sys::unlock_children() {}
