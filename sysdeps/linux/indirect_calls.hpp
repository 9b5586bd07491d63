// SPDX-License-Identifier: MIT
// Which calls <nacre/indirect.h> can give flags, and how: the one place that says so.
#pragma once
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>

namespace nacre::sys {

// How the flags get into the call that takes them.
enum class Way {
  among,         // among those that an argument has
  added,         // as an argument more
  for_size,      // in the place of a size, of which only the sign counts
  onto,          // as an argument more, unless the descriptor is put where it is
  duplicate,     // as F_DUPFD_CLOEXEC, a command of fcntl
  by_command,    // as the same, instead of the command F_DUPFD
  created_open,  // as open's, among those that say the same as creat
};

struct IndirectCall {
  long number;        // as it is asked for
  long taking_flags;  // the call that is made when flags are
  Way way;
  unsigned at;         // the argument that gets them
  long close_on_exec;  // what that call names O_CLOEXEC
  long nonblocking;    // and O_NONBLOCK; 0: it cannot
  bool is_cancellable;
};

constexpr bool kCancellable = true, kNotCancellable = false;

constexpr IndirectCall kIndirectCalls[] = {
#ifdef SYS_accept
    {SYS_accept, SYS_accept4, Way::added, 3, SOCK_CLOEXEC, SOCK_NONBLOCK, kCancellable},
#endif
#ifdef SYS_socket
    {SYS_accept4, SYS_accept4, Way::among, 3, SOCK_CLOEXEC, SOCK_NONBLOCK, kCancellable},
    {SYS_socket, SYS_socket, Way::among, 1, SOCK_CLOEXEC, SOCK_NONBLOCK, kNotCancellable},
    {SYS_socketpair, SYS_socketpair, Way::among, 1, SOCK_CLOEXEC, SOCK_NONBLOCK, kNotCancellable},
#endif
    {SYS_dup, SYS_fcntl, Way::duplicate, 1, O_CLOEXEC, 0, kNotCancellable},
    {SYS_dup3, SYS_dup3, Way::among, 2, O_CLOEXEC, 0, kNotCancellable},
    {SYS_fcntl, SYS_fcntl, Way::by_command, 1, O_CLOEXEC, 0, kNotCancellable},
    {SYS_pipe2, SYS_pipe2, Way::among, 1, O_CLOEXEC, O_NONBLOCK, kNotCancellable},
    {SYS_epoll_create1, SYS_epoll_create1, Way::among, 0, EPOLL_CLOEXEC, 0, kNotCancellable},
    {SYS_eventfd2, SYS_eventfd2, Way::among, 1, EFD_CLOEXEC, EFD_NONBLOCK, kNotCancellable},
    {SYS_signalfd4, SYS_signalfd4, Way::among, 3, SFD_CLOEXEC, SFD_NONBLOCK, kNotCancellable},
    {SYS_inotify_init1, SYS_inotify_init1, Way::among, 0, IN_CLOEXEC, IN_NONBLOCK, kNotCancellable},
    {SYS_timerfd_create, SYS_timerfd_create, Way::among, 1, TFD_CLOEXEC, TFD_NONBLOCK, kNotCancellable},
    {SYS_memfd_create, SYS_memfd_create, Way::among, 1, MFD_CLOEXEC, 0, kNotCancellable},
    {SYS_openat, SYS_openat, Way::among, 2, O_CLOEXEC, O_NONBLOCK, kCancellable},
#ifdef SYS_open  // and the others that architectures have had no more since 2012
    {SYS_open, SYS_open, Way::among, 1, O_CLOEXEC, O_NONBLOCK, kCancellable},
    {SYS_creat, SYS_open, Way::created_open, 1, O_CLOEXEC, O_NONBLOCK, kCancellable},
    {SYS_dup2, SYS_dup3, Way::onto, 2, O_CLOEXEC, 0, kNotCancellable},
    {SYS_pipe, SYS_pipe2, Way::added, 1, O_CLOEXEC, O_NONBLOCK, kNotCancellable},
    {SYS_epoll_create, SYS_epoll_create1, Way::for_size, 0, EPOLL_CLOEXEC, 0, kNotCancellable},
    {SYS_eventfd, SYS_eventfd2, Way::added, 1, EFD_CLOEXEC, EFD_NONBLOCK, kNotCancellable},
    {SYS_signalfd, SYS_signalfd4, Way::added, 3, SFD_CLOEXEC, SFD_NONBLOCK, kNotCancellable},
    {SYS_inotify_init, SYS_inotify_init1, Way::added, 0, IN_CLOEXEC, IN_NONBLOCK, kNotCancellable},
#endif
};

}  // namespace nacre::sys
