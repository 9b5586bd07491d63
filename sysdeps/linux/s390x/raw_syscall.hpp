// SPDX-License-Identifier: MIT
// The system call instruction of s390x.
#pragma once
#include <sys/syscall.h>

namespace nacre::sys {

// Executes the system call instruction. Does not change errno, and is not a cancellation point. Returns
// the kernel's result: a value, or a negative error number.
//
// mmap is the only call that takes its arguments in memory.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                        long f = 0) {
  const long of_mmap[] = {a, b, c, d, e, f};
  if (number == SYS_mmap) a = reinterpret_cast<long>(of_mmap);
  register long r1 __asm__("r1") = number;
  register long r2 __asm__("r2") = a;
  register long r3 __asm__("r3") = b;
  register long r4 __asm__("r4") = c;
  register long r5 __asm__("r5") = d;
  register long r6 __asm__("r6") = e;
  register long r7 __asm__("r7") = f;
  __asm__ volatile("svc 0" : "+d"(r2) : "d"(r1), "d"(r3), "d"(r4), "d"(r5), "d"(r6), "d"(r7) : "memory");
  return r2;
}

}  // namespace nacre::sys
