// SPDX-License-Identifier: MIT
// The system call clone3 on x86_64, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  register auto function __asm__("r8") = child;
  register auto child_argument __asm__("r9") = argument;
  long result;
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
      : "=a"(result)
      : "a"(long{SYS_clone3}), "D"(&arguments), "S"(sizeof arguments), "r"(function),
        "r"(child_argument), [exit] "i"(SYS_exit)
      : "rcx", "r11", "memory");
  return result;
}

}  // namespace nacre::sys
