// SPDX-License-Identifier: MIT
// A plugin with a constructor and a thread-local variable.
#include <stdlib.h>
#include <sys/random.h>
static __thread int calls;
static int ready;
__attribute__((constructor)) static void start(void) {
  unsigned char byte;
  ready = getrandom(&byte, 1, 0) == 1;
}
int twice(int x) {
  calls++;
  char* p = malloc(10);
  free(p);
  return ready && calls == 1 && p ? 2 * x : -1;
}
