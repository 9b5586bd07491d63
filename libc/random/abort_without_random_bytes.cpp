// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "libc/random/arc4random.hpp"
#include "sysdeps/contract/files.hpp"

namespace nacre::random {

// Uses neither stdio nor malloc, because a signal handler may call arc4random.
void abort_without_random_bytes(int error) {
  char message[] =
      "arc4random: getrandom failed with errno 0000; without random bytes, the process ends\n";
  constexpr size_t kDigits = sizeof "arc4random: getrandom failed with errno " - 1;
  for (int i = 3; i >= 0; --i, error /= 10) message[kDigits + i] = static_cast<char>('0' + error % 10);
  sys::write_error(message, sizeof message - 1);
  abort();
}

}  // namespace nacre::random
