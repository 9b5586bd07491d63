// SPDX-License-Identifier: MIT
// The system call clone3 on loongarch64, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register long a7 __asm__("$a7") = SYS_clone3;
  register auto a0 __asm__("$a0") = reinterpret_cast<long>(&arguments);
  register long a1 __asm__("$a1") = sizeof arguments;
  // The kernel preserves $s0 and $s1. It can change $t0 to $t8.
  register auto function __asm__("$s0") = child;
  register auto child_argument __asm__("$s1") = argument;
  __asm__ volatile(
      "syscall 0\n\t"
      "bnez $a0, 1f\n\t"
      "move $fp, $zero\n\t"
      "bstrins.d $sp, $zero, 3, 0\n\t"
      "move $a0, $s1\n\t"
      "jirl $ra, $s0, 0\n\t"
      "li.w $a7, %[exit]\n\t"
      "syscall 0\n\t"
      "break 0\n"
      "1:"
      : "+r"(a0)
      : "r"(a7), "r"(a1), "r"(function), "r"(child_argument), [exit] "i"(SYS_exit)
      : "$t0", "$t1", "$t2", "$t3", "$t4", "$t5", "$t6", "$t7", "$t8", "memory");
  return a0;
}

}  // namespace nacre::sys
