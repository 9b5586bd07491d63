// SPDX-License-Identifier: MIT
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Linux 5.3. A child that runs `child` on the stack that it is given, and ends with what that returns.
// It never comes out of these instructions, for what the compiler has on the stack is not there.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register auto function __asm__("r8") = child;
  register auto its_argument __asm__("r9") = argument;
  long answer;
  __asm__ volatile(
      "syscall\n\t"
      "test %%rax, %%rax\n\t"
      "jnz 1f\n\t"
      "xor %%ebp, %%ebp\n\t"
      "and $-16, %%rsp\n\t"
      "mov %%r9, %%rdi\n\t"
      "call *%%r8\n\t"
      "mov %%eax, %%edi\n\t"
      "mov %[exit], %%eax\n\t"
      "syscall\n\t"
      "hlt\n"
      "1:"
      : "=a"(answer)
      : "a"(long{SYS_clone3}), "D"(&arguments), "S"(sizeof arguments), "r"(function),
        "r"(its_argument), [exit] "i"(SYS_exit)
      : "rcx", "r11", "memory");
  return answer;
}

}  // namespace nacre::sys
