// SPDX-License-Identifier: MIT
// A plugin that program.c opens. The first call of twice(x) returns 2 * x, or -1 if the plugin's constructor, its
// thread-local variable or malloc does not work.
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
