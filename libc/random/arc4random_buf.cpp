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
// Errors   none. If there are no random bytes (see arc4random), or if `buffer` is null and `length`
//          is not 0, it prints a message and calls abort().
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is never modified.
// Kernels  see arc4random
// Source   arc4random(3) of OpenBSD and of glibc 2.36
NACRE_PUBLIC void arc4random_buf(void* buffer, size_t length) { fill_or_die(buffer, length); }

}  // namespace nacre::random
