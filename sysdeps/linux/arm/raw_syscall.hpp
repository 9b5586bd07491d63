// SPDX-License-Identifier: MIT
// The system call instruction of arm.
#pragma once

namespace nacre::sys {

// Executes the system call instruction. Does not change errno, and is not a cancellation point. Returns
// the kernel's result: a value, or a negative error number.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                        long f = 0) {
  // The call number belongs in r7, which can be the compiler's frame pointer. So the number is in ip.
  // The two registers are exchanged before the call, and r7 is restored after it.
  register long ip __asm__("ip") = number;
  register long r0 __asm__("r0") = a;
  register long r1 __asm__("r1") = b;
  register long r2 __asm__("r2") = c;
  register long r3 __asm__("r3") = d;
  register long r4 __asm__("r4") = e;
  register long r5 __asm__("r5") = f;
  __asm__ volatile(
      "eor r7, r7, ip\n\t"
      "eor ip, ip, r7\n\t"
      "eor r7, r7, ip\n\t"
      "svc 0\n\t"
      "mov r7, ip"
      : "+r"(r0), "+r"(ip)
      : "r"(r1), "r"(r2), "r"(r3), "r"(r4), "r"(r5)
      : "memory", "cc");
  return r0;
}

}  // namespace nacre::sys
