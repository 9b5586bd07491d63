// SPDX-License-Identifier: MIT
// Table of the system calls that accept flags in nacre_indirect, and of how each call gets the flags.
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

// How a call gets the flags of its new descriptor.
enum class FlagMethod {
  or_into_argument,  // the flags are OR-ed into an argument that holds flags
  extra_argument,    // the flags are one more argument
  replace_size,      // the flags replace the size argument of epoll_create, which must be positive
  dup2_to_dup3,      // dup2 becomes dup3, unless both descriptors are the same, which dup3 rejects
  dup_to_fcntl,      // dup becomes fcntl(F_DUPFD_CLOEXEC)
  fcntl_command,     // the command F_DUPFD becomes F_DUPFD_CLOEXEC
  creat_to_open,     // creat becomes open, with the flags that creat implies
};

struct IndirectCall {
  long number;           // the call that the program requests
  long call_with_flags;  // the call that is made instead if there are flags
  FlagMethod method;
  unsigned flags_index;  // the index of the argument that holds the flags
  long close_on_exec;    // the constant of call_with_flags for O_CLOEXEC
  long nonblocking;      // the constant of call_with_flags for O_NONBLOCK; 0 if it has none
  bool is_cancellable;   // whether the call is a cancellation point
};

namespace call = sys::call;

constexpr bool kCancellable = true, kNotCancellable = false;

constexpr IndirectCall kIndirectCalls[] = {
    {call::accept, call::accept4, FlagMethod::extra_argument, 3, SOCK_CLOEXEC, SOCK_NONBLOCK,
     kCancellable},
    {call::accept4, call::accept4, FlagMethod::or_into_argument, 3, SOCK_CLOEXEC, SOCK_NONBLOCK,
     kCancellable},
    {call::socket, call::socket, FlagMethod::or_into_argument, 1, SOCK_CLOEXEC, SOCK_NONBLOCK,
     kNotCancellable},
    {call::socketpair, call::socketpair, FlagMethod::or_into_argument, 1, SOCK_CLOEXEC, SOCK_NONBLOCK,
     kNotCancellable},
    {call::dup, call::fcntl, FlagMethod::dup_to_fcntl, 1, O_CLOEXEC, 0, kNotCancellable},
    {call::dup3, call::dup3, FlagMethod::or_into_argument, 2, O_CLOEXEC, 0, kNotCancellable},
    {call::fcntl, call::fcntl, FlagMethod::fcntl_command, 1, O_CLOEXEC, 0, kNotCancellable},
    {call::pipe2, call::pipe2, FlagMethod::or_into_argument, 1, O_CLOEXEC, O_NONBLOCK, kNotCancellable},
    {call::epoll_create1, call::epoll_create1, FlagMethod::or_into_argument, 0, EPOLL_CLOEXEC, 0,
     kNotCancellable},
    {call::eventfd2, call::eventfd2, FlagMethod::or_into_argument, 1, EFD_CLOEXEC, EFD_NONBLOCK,
     kNotCancellable},
    {call::signalfd4, call::signalfd4, FlagMethod::or_into_argument, 3, SFD_CLOEXEC, SFD_NONBLOCK,
     kNotCancellable},
    {call::inotify_init1, call::inotify_init1, FlagMethod::or_into_argument, 0, IN_CLOEXEC, IN_NONBLOCK,
     kNotCancellable},
    {call::timerfd_create, call::timerfd_create, FlagMethod::or_into_argument, 1, TFD_CLOEXEC,
     TFD_NONBLOCK, kNotCancellable},
    {call::memfd_create, call::memfd_create, FlagMethod::or_into_argument, 1, MFD_CLOEXEC, 0,
     kNotCancellable},
    {call::openat, call::openat, FlagMethod::or_into_argument, 2, O_CLOEXEC, O_NONBLOCK, kCancellable},
    // Newer architectures lack the calls below. There, such a call has the number sys::kNoCall, which is
    // negative. A program cannot request it.
    {call::open, call::open, FlagMethod::or_into_argument, 1, O_CLOEXEC, O_NONBLOCK, kCancellable},
    {call::creat, call::open, FlagMethod::creat_to_open, 1, O_CLOEXEC, O_NONBLOCK, kCancellable},
    {call::dup2, call::dup3, FlagMethod::dup2_to_dup3, 2, O_CLOEXEC, 0, kNotCancellable},
    {call::pipe, call::pipe2, FlagMethod::extra_argument, 1, O_CLOEXEC, O_NONBLOCK, kNotCancellable},
    {call::epoll_create, call::epoll_create1, FlagMethod::replace_size, 0, EPOLL_CLOEXEC, 0,
     kNotCancellable},
    {call::eventfd, call::eventfd2, FlagMethod::extra_argument, 1, EFD_CLOEXEC, EFD_NONBLOCK,
     kNotCancellable},
    {call::signalfd, call::signalfd4, FlagMethod::extra_argument, 3, SFD_CLOEXEC, SFD_NONBLOCK,
     kNotCancellable},
    {call::inotify_init, call::inotify_init1, FlagMethod::extra_argument, 0, IN_CLOEXEC, IN_NONBLOCK,
     kNotCancellable},
};

}  // namespace nacre::fd
