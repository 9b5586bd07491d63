// SPDX-License-Identifier: MIT
// The numbers of the system calls that libc/ uses by name, and the list of all numbers that
// <sys/syscall.h> defines.
#pragma once
#include <stdint.h>
#include <sys/syscall.h>

namespace nacre::sys {

inline constexpr long kNoCall = -1;

namespace call {

inline constexpr long dup = SYS_dup, dup3 = SYS_dup3, epoll_create1 = SYS_epoll_create1,
                      eventfd2 = SYS_eventfd2, fcntl = SYS_fcntl, inotify_init1 = SYS_inotify_init1,
                      memfd_create = SYS_memfd_create, openat = SYS_openat, pipe2 = SYS_pipe2,
                      signalfd4 = SYS_signalfd4, timerfd_create = SYS_timerfd_create;

// Kernel headers without SYS_socket have SYS_socketcall, one call for all socket functions.
#ifdef SYS_socket
inline constexpr long accept4 = SYS_accept4, socket = SYS_socket, socketpair = SYS_socketpair;
#else
inline constexpr long accept4 = kNoCall, socket = kNoCall, socketpair = kNoCall;
#endif

#ifdef SYS_accept
inline constexpr long accept = SYS_accept;
#else
inline constexpr long accept = kNoCall;
#endif

// Architectures that were added to Linux in 2012 or later have none of the following calls, only the
// newer calls such as openat and dup3.
#ifdef SYS_open
inline constexpr long creat = SYS_creat, dup2 = SYS_dup2, epoll_create = SYS_epoll_create,
                      eventfd = SYS_eventfd, inotify_init = SYS_inotify_init, open = SYS_open,
                      pipe = SYS_pipe, signalfd = SYS_signalfd;
#else
inline constexpr long creat = kNoCall, dup2 = kNoCall, epoll_create = kNoCall, eventfd = kNoCall,
                      inotify_init = kNoCall, open = kNoCall, pipe = kNoCall, signalfd = kNoCall;
#endif

}  // namespace call

// All numbers in <sys/syscall.h>. The build generates call_numbers.h.
constexpr uint32_t kCallNumbers[] = {
#include <call_numbers.h>
};

inline bool is_named_call(long number) {
  for (const uint32_t named : kCallNumbers)
    if (static_cast<long>(named) == number) return true;
  return false;
}

// The kernel reads only the lower 32 bits of the number, so a larger number could select another call.
// On arm, the kernel sends SIGILL for unknown numbers from 0xf0800 on.
inline bool may_be_call_number(uint64_t number) { return number < 0xf0800; }

}  // namespace nacre::sys
