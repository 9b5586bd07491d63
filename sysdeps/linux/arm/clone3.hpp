// SPDX-License-Identifier: MIT
// The system call clone3 on arm, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
//
// The call number belongs in r7, which can be the compiler's frame pointer. So r7 is saved in ip.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register auto r0 __asm__("r0") = reinterpret_cast<long>(&arguments);
  register long r1 __asm__("r1") = sizeof arguments;
  register auto function __asm__("r4") = child;
  register auto child_argument __asm__("r5") = argument;
  register long number __asm__("r6") = SYS_clone3;
  __asm__ volatile(
      "mov ip, r7\n\t"
      "mov r7, r6\n\t"
      "svc 0\n\t"
      "cmp r0, #0\n\t"
      "bne 1f\n\t"
      "mov fp, #0\n\t"
      "mov lr, #0\n\t"
      "mov r1, sp\n\t"
      "bic r1, r1, #15\n\t"
      "mov sp, r1\n\t"
      "mov r0, r5\n\t"
      "blx r4\n\t"
      "mov r7, %[exit]\n\t"
      "svc 0\n\t"
      "udf #0\n"
      "1:\n\t"
      "mov r7, ip"
      : "+r"(r0), "+r"(r1)
      : "r"(function), "r"(child_argument), "r"(number), [exit] "i"(SYS_exit)
      : "ip", "memory", "cc");
  return r0;
}

}  // namespace nacre::sys
