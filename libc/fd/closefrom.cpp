// SPDX-License-Identifier: MIT
#include <unistd.h>

#include "libc/fd/close_from.hpp"
#include "libc/support/export.hpp"

namespace nacre::fd {

// void closefrom(int first)
//
// Closes all descriptors from `first` on; of less than 0, from 0 on. It cannot fail.
//
// Safety   MT-Safe, but others may use what is closed here. AS-Safe, AC-Safe. No cancellation point.
//          errno is unchanged.
// Old      before Linux 5.9, those that /proc/thread-self/fd lists (Linux 3.17); where there is none,
//          each number below 1,048,576.
// Source   closefrom(3) of glibc 2.34 and the BSDs
NACRE_PUBLIC void closefrom(int first) { close_from(first, -1); }

}  // namespace nacre::fd
