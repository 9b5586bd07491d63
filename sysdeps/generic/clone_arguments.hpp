// SPDX-License-Identifier: MIT
// The argument structure of clone3(2).
#pragma once
#include <stdint.h>

namespace nacre::sys {

// struct clone_args of Linux 5.7. It is defined here because the kernel headers can be older.
struct CloneArguments {
  uint64_t flags;
  uint64_t pidfd;
  uint64_t child_tid;
  uint64_t parent_tid;
  uint64_t exit_signal;
  uint64_t stack;  // the lowest address
  uint64_t stack_size;
  uint64_t tls;
  uint64_t set_tid;
  uint64_t set_tid_size;
  uint64_t cgroup;
};
static_assert(sizeof(CloneArguments) == 88);

}  // namespace nacre::sys
