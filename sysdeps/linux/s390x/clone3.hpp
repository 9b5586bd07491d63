// SPDX-License-Identifier: MIT
// The system call clone3 on s390x, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame. "j .+2" jumps to bytes that are not an instruction,
// which would end the child if SYS_exit returned.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register long r1 __asm__("r1") = SYS_clone3;
  register auto r2 __asm__("r2") = reinterpret_cast<long>(&arguments);
  register long r3 __asm__("r3") = sizeof arguments;
  register auto function __asm__("r8") = child;
  register auto child_argument __asm__("r9") = argument;
  __asm__ volatile(
      "svc 0\n\t"
      "ltgr %%r2, %%r2\n\t"
      "jnz 1f\n\t"
      "nill %%r15, 0xfff8\n\t"
      "aghi %%r15, -160\n\t"
      "xc 0(8,%%r15), 0(%%r15)\n\t"
      "lgr %%r2, %%r9\n\t"
      "basr %%r14, %%r8\n\t"
      "lghi %%r1, %[exit]\n\t"
      "svc 0\n\t"
      "j .+2\n"
      "1:"
      : "+d"(r2)
      : "d"(r1), "d"(r3), "d"(function), "d"(child_argument), [exit] "i"(SYS_exit)
      : "memory", "cc");
  return r2;
}

}  // namespace nacre::sys
