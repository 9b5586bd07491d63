// SPDX-License-Identifier: MIT
// The system call instruction of x86_64.
#pragma once

namespace nacre::sys {

// Executes the system call instruction. Does not change errno, and is not a cancellation point. Returns
// the kernel's result: a value, or a negative error number.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                        long f = 0) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

}  // namespace nacre::sys
