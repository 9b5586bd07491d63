// SPDX-License-Identifier: MIT
// The system call clone3 on i386, for a child with its own stack.
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Creates a child with clone3 (Linux 5.3). The child calls `child(argument)` on the stack that
// `arguments` names, and exits with the result. The child never returns from this function, because its
// stack does not have the caller's stack frame.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  long result;
  __asm__ volatile(
      "int $0x80\n\t"
      "test %%eax, %%eax\n\t"
      "jnz 1f\n\t"
      "xor %%ebp, %%ebp\n\t"
      "and $-16, %%esp\n\t"
      "sub $12, %%esp\n\t"
      "push %%edi\n\t"
      "call *%%esi\n\t"
      "mov %%eax, %%ebx\n\t"
      "mov %[exit], %%eax\n\t"
      "int $0x80\n\t"
      "hlt\n"
      "1:"
      : "=a"(result)
      : "a"(long{SYS_clone3}), "b"(&arguments), "c"(sizeof arguments), "S"(child),
        "D"(argument), [exit] "i"(SYS_exit)
      : "memory", "cc");
  return result;
}

}  // namespace nacre::sys
