// SPDX-License-Identifier: MIT
// The system call instruction of powerpc64.
#pragma once

namespace nacre::sys {

// Executes the system call instruction. Does not change errno, and is not a cancellation point. Returns
// a value, or a negative error number. The kernel itself reports an error as a positive number and a set
// bit (SO) of the condition register.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                        long f = 0) {
  register long r0 __asm__("r0") = number;
  register long r3 __asm__("r3") = a;
  register long r4 __asm__("r4") = b;
  register long r5 __asm__("r5") = c;
  register long r6 __asm__("r6") = d;
  register long r7 __asm__("r7") = e;
  register long r8 __asm__("r8") = f;
  __asm__ volatile(
      "sc\n\t"
      "bns+ 1f\n\t"
      "neg %1, %1\n"
      "1:"
      : "+r"(r0), "+r"(r3), "+r"(r4), "+r"(r5), "+r"(r6), "+r"(r7), "+r"(r8)
      :
      : "r9", "r10", "r11", "r12", "cr0", "ctr", "xer", "memory");
  return r3;
}

}  // namespace nacre::sys
