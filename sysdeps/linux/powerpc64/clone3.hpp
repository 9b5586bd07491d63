// SPDX-License-Identifier: MIT
// The system call clone3 on powerpc64, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
//
// The kernel reports an error as a positive number and a set bit (SO) of the condition register. This
// function returns a negative error number.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register long r0 __asm__("r0") = SYS_clone3;
  register auto r3 __asm__("r3") = reinterpret_cast<long>(&arguments);
  register long r4 __asm__("r4") = sizeof arguments;
  register auto function __asm__("r30") = child;
  register auto child_argument __asm__("r29") = argument;
  __asm__ volatile(
      "sc\n\t"
      "bso- 2f\n\t"
      "cmpdi 3, 0\n\t"
      "bne 1f\n\t"
      "clrrdi 1, 1, 4\n\t"
      "li 0, 0\n\t"
      "stdu 0, -32(1)\n\t"
      "mr 3, 29\n\t"
      "mr 12, 30\n\t"
      "mtctr 12\n\t"
      "bctrl\n\t"
      "li 0, %[exit]\n\t"
      "sc\n\t"
      "trap\n"
      "2:\n\t"
      "neg 3, 3\n"
      "1:"
      : "+r"(r0), "+r"(r3), "+r"(r4)
      : "r"(function), "r"(child_argument), [exit] "i"(SYS_exit)
      : "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "cr0", "ctr", "xer", "memory");
  return r3;
}

}  // namespace nacre::sys
