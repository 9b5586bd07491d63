// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::sys {

// The system call instruction, and nothing else: no errno, no cancellation. The answer is the kernel's
// own: a value, or a negative errno.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                        long f = 0) {
  // The sixth argument's register may be the compiler's own.
  long answer;
  __asm__ volatile(
      "pushl %[sixth]\n\t"
      "pushl %%ebp\n\t"
      "movl 4(%%esp), %%ebp\n\t"
      "int $0x80\n\t"
      "popl %%ebp\n\t"
      "addl $4, %%esp"
      : "=a"(answer)
      : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e), [sixth] "m"(f)
      : "memory", "cc");
  return answer;
}

}  // namespace nacre::sys
