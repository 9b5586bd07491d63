// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "libc/random/arc4random.hpp"
#include "support/export.hpp"

namespace nacre::random {

// void arc4random_buf(void *buffer, size_t length)
//
// Fills `buffer` with `length` random bytes.
//
// length   in bytes, without an upper limit
// Errors   none; see arc4random. A null buffer with a length other than 0 ends the process in the same
//          way.
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is never modified.
// Old      before Linux 6.11, and if the vDSO or its memory is unavailable, it makes the system call
//          getrandom
// Source   arc4random(3) of OpenBSD and of glibc 2.36
NACRE_PUBLIC void arc4random_buf(void* buffer, size_t length) { fill_or_die(buffer, length); }

}  // namespace nacre::random
