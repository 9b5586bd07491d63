// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/close_from.hpp"
#include "support/defer_cancel.hpp"
#include "support/export.hpp"

namespace nacre::fd {

// void closefrom(int first)
//
// Closes all descriptors from `first` on; of less than 0, from 0 on. It cannot fail.
//
// Safety   MT-Safe, but others may use what is closed here. AS-Safe, AC-Safe. No cancellation point.
//          errno is unchanged.
// Old      before Linux 5.9, or where a sandbox refuses close_range: each number of this thread's
//          descriptor table, whose size select() tells; where select() is refused too, each number
//          below 1,048,576.
// Source   closefrom(3) of glibc 2.34 and the BSDs
NACRE_PUBLIC void closefrom(int first) {
  const DeferCancel defer_cancel;  // for the memory that the search of the table's size maps
  close_from(first);
}

}  // namespace nacre::fd
