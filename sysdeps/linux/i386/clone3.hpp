// SPDX-License-Identifier: MIT
#pragma once
#include <sys/syscall.h>
#include <clone_arguments.hpp>

namespace nacre::sys {

// Linux 5.3. A child that runs `child` on the stack that it is given, and ends with what that returns.
// It never comes out of these instructions, for what the compiler has on the stack is not there.
inline long clone3(const CloneArguments& arguments, int (*child)(void*), void* argument) {
  long answer;
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
      : "=a"(answer)
      : "a"(long{SYS_clone3}), "b"(&arguments), "c"(sizeof arguments), "S"(child),
        "D"(argument), [exit] "i"(SYS_exit)
      : "memory", "cc");
  return answer;
}

}  // namespace nacre::sys
