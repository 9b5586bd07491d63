// SPDX-License-Identifier: MIT
// The system call clone3 on aarch64, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register long x8 __asm__("x8") = SYS_clone3;
  register auto x0 __asm__("x0") = reinterpret_cast<long>(&arguments);
  register long x1 __asm__("x1") = sizeof arguments;
  register auto function __asm__("x9") = child;
  register auto child_argument __asm__("x10") = argument;
  __asm__ volatile(
      "svc 0\n\t"
      "cbnz x0, 1f\n\t"
      "mov x29, #0\n\t"
      "mov x30, #0\n\t"
      "mov x11, sp\n\t"
      "and sp, x11, #-16\n\t"
      "mov x0, x10\n\t"
      "blr x9\n\t"
      "mov x8, %[exit]\n\t"
      "svc 0\n\t"
      "brk #0\n"
      "1:"
      : "+r"(x0)
      : "r"(x8), "r"(x1), "r"(function), "r"(child_argument), [exit] "i"(SYS_exit)
      : "x11", "memory", "cc");
  return x0;
}

}  // namespace nacre::sys
