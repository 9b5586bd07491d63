// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/close_from.hpp"
#include "libc/threads/defer_cancel.hpp"
#include "support/export.hpp"

namespace nacre::fd {

// void closefrom(int first)
//
// Closes all descriptors from `first` on. A negative `first` counts as 0. The function cannot fail.
//
// Safety   MT-Safe, but other threads may still use the descriptors that are closed. AS-Safe, AC-Safe.
//          No cancellation point. errno is unchanged.
// Kernels  before Linux 5.9, and in a sandbox that refuses close_range, it closes each number of the
//          calling thread's descriptor table. It finds the size of the table with select(). If it
//          cannot find the size, it closes each number below 1,048,576.
// Source   closefrom(3) of glibc 2.34 and the BSDs
NACRE_PUBLIC void closefrom(int first) {
  // Without close_range, close_from() maps memory for the descriptor sets of select(). An asynchronous
  // cancellation must not leak this memory.
  const DeferCancel defer_cancel;
  close_from(first);
}

}  // namespace nacre::fd
