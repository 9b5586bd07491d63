// SPDX-License-Identifier: MIT
// Prints "hello 8": MAP_DROPPABLE is 8, and arc4random_uniform(1) returns 0. Uses headers of the kernel, the libc
// and nacre.
#include <linux/random.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  struct vgetrandom_opaque_params params = {.mmap_flags = MAP_DROPPABLE};
  printf("hello %d\n", (int)(params.mmap_flags + arc4random_uniform(1)));
  return 0;
}
