// SPDX-License-Identifier: MIT
// If the architecture lacks a system call, defines its number SYS_... as -1, which no kernel has.
// aarch64, riscv, loongarch64 and or1k lack the old calls without flags, such as pipe. Other
// architectures lack accept or memfd_secret.
#pragma once
#include <sys/syscall.h>

#ifndef SYS_open
#define SYS_open -1L
#define SYS_creat -1L
#define SYS_pipe -1L
#define SYS_dup2 -1L
#define SYS_epoll_create -1L
#define SYS_eventfd -1L
#define SYS_signalfd -1L
#define SYS_inotify_init -1L
#endif

#ifndef SYS_accept
#define SYS_accept -1L
#endif
#ifndef SYS_memfd_secret
#define SYS_memfd_secret -1L
#endif

#define NEEDS_OLD_CALL(number) \
  if ((number) < 0) GTEST_SKIP() << "this architecture has no such call"
