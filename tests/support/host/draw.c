// SPDX-License-Identifier: MIT
// Draws of a program that a test links in some way. Returns 0 if all succeed.
#include <sys/random.h>
#include <unistd.h>

int draw(void) {
  unsigned char bytes[16];
  for (int i = 0; i < 10000; i++)
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
  return getentropy(bytes, sizeof bytes) != 0;
}
