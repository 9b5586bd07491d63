// SPDX-License-Identifier: MIT
// The system call instruction of i386.
#pragma once

namespace nacre::sys {

// Executes the system call instruction. Does not change errno, and is not a cancellation point. Returns
// the kernel's result: a value, or a negative error number.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                        long f = 0) {
  // The sixth argument belongs in ebp, which can be the compiler's frame pointer. So the code saves and
  // restores ebp.
  long result;
  __asm__ volatile(
      "pushl %[sixth]\n\t"
      "pushl %%ebp\n\t"
      "movl 4(%%esp), %%ebp\n\t"
      "int $0x80\n\t"
      "popl %%ebp\n\t"
      "addl $4, %%esp"
      : "=a"(result)
      : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e), [sixth] "m"(f)
      : "memory", "cc");
  return result;
}

}  // namespace nacre::sys
