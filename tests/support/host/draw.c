// SPDX-License-Identifier: MIT
// Calls getrandom() 10,000 times, and getentropy(). Returns 0 if all calls succeed. Test programs link
// this function, and tests check whether it uses the vDSO.
#include <sys/random.h>
#include <unistd.h>

int draw(void) {
  unsigned char bytes[16];
  for (int i = 0; i < 10000; i++)
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
  return getentropy(bytes, sizeof bytes) != 0;
}
