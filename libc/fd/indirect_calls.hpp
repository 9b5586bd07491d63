// SPDX-License-Identifier: MIT
// The calls to which nacre_indirect can give flags, and how each call takes them.
#pragma once
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include "sysdeps/contract/calls.hpp"

namespace nacre::fd {

// How a call takes the flags.
enum class FlagMethod {
  among,         // OR-ed into an argument that holds flags
  added,         // as one more argument
  for_size,      // in place of a size, which must be positive
  onto,          // as one more argument, unless both descriptors are the same
  duplicate,     // dup becomes fcntl(F_DUPFD_CLOEXEC)
  by_command,    // the command F_DUPFD becomes F_DUPFD_CLOEXEC
  created_open,  // creat becomes open, with creat's flags
};

struct IndirectCall {
  long number;        // the call that the program names
  long taking_flags;  // the call that is made in its place when there are flags
  FlagMethod method;
  unsigned at;         // the index of the argument that takes them
  long close_on_exec;  // that call's name for O_CLOEXEC
  long nonblocking;    // and for O_NONBLOCK; 0 where it cannot take that
  bool is_cancellable;
};

namespace call = sys::call;

constexpr bool kCancellable = true, kNotCancellable = false;

constexpr IndirectCall kIndirectCalls[] = {
    {call::accept, call::accept4, FlagMethod::added, 3, SOCK_CLOEXEC, SOCK_NONBLOCK, kCancellable},
    {call::accept4, call::accept4, FlagMethod::among, 3, SOCK_CLOEXEC, SOCK_NONBLOCK, kCancellable},
    {call::socket, call::socket, FlagMethod::among, 1, SOCK_CLOEXEC, SOCK_NONBLOCK, kNotCancellable},
    {call::socketpair, call::socketpair, FlagMethod::among, 1, SOCK_CLOEXEC, SOCK_NONBLOCK,
     kNotCancellable},
    {call::dup, call::fcntl, FlagMethod::duplicate, 1, O_CLOEXEC, 0, kNotCancellable},
    {call::dup3, call::dup3, FlagMethod::among, 2, O_CLOEXEC, 0, kNotCancellable},
    {call::fcntl, call::fcntl, FlagMethod::by_command, 1, O_CLOEXEC, 0, kNotCancellable},
    {call::pipe2, call::pipe2, FlagMethod::among, 1, O_CLOEXEC, O_NONBLOCK, kNotCancellable},
    {call::epoll_create1, call::epoll_create1, FlagMethod::among, 0, EPOLL_CLOEXEC, 0, kNotCancellable},
    {call::eventfd2, call::eventfd2, FlagMethod::among, 1, EFD_CLOEXEC, EFD_NONBLOCK, kNotCancellable},
    {call::signalfd4, call::signalfd4, FlagMethod::among, 3, SFD_CLOEXEC, SFD_NONBLOCK, kNotCancellable},
    {call::inotify_init1, call::inotify_init1, FlagMethod::among, 0, IN_CLOEXEC, IN_NONBLOCK,
     kNotCancellable},
    {call::timerfd_create, call::timerfd_create, FlagMethod::among, 1, TFD_CLOEXEC, TFD_NONBLOCK,
     kNotCancellable},
    {call::memfd_create, call::memfd_create, FlagMethod::among, 1, MFD_CLOEXEC, 0, kNotCancellable},
    {call::openat, call::openat, FlagMethod::among, 2, O_CLOEXEC, O_NONBLOCK, kCancellable},
    // Newer architectures lack the calls below. Their number is sys::kNoCall there, which matches
    // nothing.
    {call::open, call::open, FlagMethod::among, 1, O_CLOEXEC, O_NONBLOCK, kCancellable},
    {call::creat, call::open, FlagMethod::created_open, 1, O_CLOEXEC, O_NONBLOCK, kCancellable},
    {call::dup2, call::dup3, FlagMethod::onto, 2, O_CLOEXEC, 0, kNotCancellable},
    {call::pipe, call::pipe2, FlagMethod::added, 1, O_CLOEXEC, O_NONBLOCK, kNotCancellable},
    {call::epoll_create, call::epoll_create1, FlagMethod::for_size, 0, EPOLL_CLOEXEC, 0,
     kNotCancellable},
    {call::eventfd, call::eventfd2, FlagMethod::added, 1, EFD_CLOEXEC, EFD_NONBLOCK, kNotCancellable},
    {call::signalfd, call::signalfd4, FlagMethod::added, 3, SFD_CLOEXEC, SFD_NONBLOCK, kNotCancellable},
    {call::inotify_init, call::inotify_init1, FlagMethod::added, 0, IN_CLOEXEC, IN_NONBLOCK,
     kNotCancellable},
};

}  // namespace nacre::fd
