// SPDX-License-Identifier: MIT
// Makes seccomp trap the libc's mmap of droppable memory. The handler of SIGSYS runs a function of the
// test in place of the mmap. So a test can keep a thread in the middle of a getrandom() that maps this
// memory, for as long as necessary.
#pragma once
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>
#include <csignal>
#include <machine.hpp>

#include "tests/support/seccomp.hpp"

namespace test {

inline long (*trapped_map_action)();

inline void on_trapped_map(int, siginfo_t*, void* context) {
  const long answer = trapped_map_action();
  answer_trapped(*static_cast<ucontext_t*>(context), answer);
}

// From now on, each mmap of droppable memory runs `act` instead, in a signal handler of the thread that
// calls mmap. mmap returns what `act` returns.
inline bool trap_droppable_maps(long (*act)()) {
  trapped_map_action = act;
  struct sigaction action {};
  action.sa_sigaction = on_trapped_map;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigaction(SIGSYS, &action, nullptr);
  return Filter().refuse_droppable(SECCOMP_RET_TRAP).install();
}

// Maps an ordinary page instead of a droppable one. The filter allows this mmap.
inline long map_ordinary_page() {
  return syscall(kMapCall, nullptr, getpagesize(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                 -1, 0L);
}

}  // namespace test
