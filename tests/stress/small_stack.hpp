// SPDX-License-Identifier: MIT
#pragma once
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>

namespace stress {

// A draw fits on the smallest stack that the libc accepts (_SC_MINSIGSTKSZ): alternate_stack.cpp tests
// this. A handler that forks needs at most this many more bytes.
inline constexpr std::size_t kMoreForFork = 512;

inline std::size_t small_stack_size() {
  return static_cast<std::size_t>(sysconf(_SC_MINSIGSTKSZ)) + kMoreForFork;
}

// Sets the stack for this thread's signal handlers. There is a guard page below it. If the kernel does
// not report the smallest stack (for example on x86 before Linux 5.14), handlers run on the thread's
// normal stack.
inline void use_small_stack() {
  if (getauxval(AT_MINSIGSTKSZ) == 0) return;
  const auto page = static_cast<std::size_t>(getpagesize());
  const std::size_t size = small_stack_size(), all = page + (size + page - 1) / page * page;
  void* const memory = mmap(nullptr, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  mprotect(memory, page, PROT_NONE);
  stack_t stack{};
  stack.ss_sp = static_cast<unsigned char*>(memory) + page;
  stack.ss_size = size;
  sigaltstack(&stack, nullptr);
}

}  // namespace stress
