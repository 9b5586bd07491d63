// SPDX-License-Identifier: MIT
// draw() calls getrandom() 10,000 times, and getentropy() once. It returns 0 if all calls succeed. Test
// programs link it, and draws.hpp checks whether its calls use the vDSO.
#include <sys/random.h>
#include <unistd.h>

int draw(void) {
  unsigned char bytes[16];
  for (int i = 0; i < 10000; i++)
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
  return getentropy(bytes, sizeof bytes) != 0;
}
