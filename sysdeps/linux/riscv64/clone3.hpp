// SPDX-License-Identifier: MIT
// The system call clone3 on riscv64, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register long a7 __asm__("a7") = SYS_clone3;
  register auto a0 __asm__("a0") = reinterpret_cast<long>(&arguments);
  register long a1 __asm__("a1") = sizeof arguments;
  register auto function __asm__("t1") = child;
  register auto child_argument __asm__("t2") = argument;
  __asm__ volatile(
      "ecall\n\t"
      "bnez a0, 1f\n\t"
      "li s0, 0\n\t"
      "andi sp, sp, -16\n\t"
      "mv a0, t2\n\t"
      "jalr t1\n\t"
      "li a7, %[exit]\n\t"
      "ecall\n\t"
      "ebreak\n"
      "1:"
      : "+r"(a0)
      : "r"(a7), "r"(a1), "r"(function), "r"(child_argument), [exit] "i"(SYS_exit)
      : "memory");
  return a0;
}

}  // namespace nacre::sys
