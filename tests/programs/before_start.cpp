// SPDX-License-Identifier: MIT
// Calls the random functions before the libc has started, from the program's own entry point. There is
// no thread structure yet, and the auxiliary vector is not parsed yet (hazard draw-before-startup in
// libc/random/HAZARDS.md). The program is linked with -nostartfiles. Its exit status is 0, or the number
// of the function that failed.
#include <stddef.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <raw_syscall.hpp>

namespace {

bool any(const unsigned char* buffer, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (buffer[i] != 0) return true;
  return false;
}

long problem() {
  unsigned char bytes[64] = {};
  if (getrandom(bytes, 16, 0) != 16 || !any(bytes, 16)) return 1;
  if (getentropy(bytes + 16, 16) != 0 || !any(bytes + 16, 16)) return 2;
  arc4random_buf(bytes + 32, 32);
  if (!any(bytes + 32, 32)) return 3;
  if (arc4random() == 0 && arc4random() == 0) return 4;
  if (arc4random_uniform(10) >= 10) return 5;
  return 0;
}

}  // namespace

// Defines musl's entry point, which aligns the stack and calls the function below.
#define START "_start"
#include <crt_arch.h>

extern "C" [[noreturn]] void _start_c(long*) {
  for (;;) nacre::sys::raw_syscall(SYS_exit_group, problem());
}
