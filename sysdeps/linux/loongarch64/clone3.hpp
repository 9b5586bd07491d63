// SPDX-License-Identifier: MIT
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Linux 5.3. A child that runs `child` on the stack that it is given, and ends with what that returns.
// It never comes out of these instructions, for what the compiler has on the stack is not there.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register long a7 __asm__("$a7") = SYS_clone3;
  register auto a0 __asm__("$a0") = reinterpret_cast<long>(&arguments);
  register long a1 __asm__("$a1") = sizeof arguments;
  // What a call may change, and the kernel does not.
  register auto function __asm__("$s0") = child;
  register auto its_argument __asm__("$s1") = argument;
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
      : "r"(a7), "r"(a1), "r"(function), "r"(its_argument), [exit] "i"(SYS_exit)
      : "$t0", "$t1", "$t2", "$t3", "$t4", "$t5", "$t6", "$t7", "$t8", "memory");
  return a0;
}

}  // namespace nacre::sys
