// SPDX-License-Identifier: MIT
// Numbers of calls that architectures have had no more since 2012: there, of a call that no kernel has.
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

#define NEEDS_CALL(number) \
  if ((number) < 0) GTEST_SKIP() << "this architecture has no such call"
