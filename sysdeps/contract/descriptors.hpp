// SPDX-License-Identifier: MIT
// System calls that create descriptors: the newer call, which takes flags, and the older call without
// flags. No function here changes errno. Only the functions named cancellable_... are cancellation
// points. Errors are those of the system call of the same name. A call that takes flags fails with
// ENOSYS on a kernel that lacks it. If an architecture lacks an older call, the function of its name
// makes the newer call with flags 0, or socketcall(2).
#pragma once
#include <descriptors.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// pipe(2) and pipe2(2); the two descriptors go to `ends`.
static_assert(is<decltype(sys::pipe), Result<int>(int* ends)>);
static_assert(is<decltype(sys::pipe2), Result<int>(int* ends, int flags)>);

// dup2(2) and dup3(2). They may block, because they close the file that `to` referred to.
static_assert(is<decltype(sys::dup2), Result<int>(int from, int to)>);
static_assert(is<decltype(sys::dup3), Result<int>(int from, int to, int flags)>);

// fcntl(2) with F_DUPFD_CLOEXEC: returns a close-on-exec duplicate with the lowest free number.
static_assert(is<decltype(duplicate), Result<int>(int fd)>);

// signalfd(2): the older call without flags, and signalfd4.
static_assert(is<decltype(sys::signalfd), Result<int>(int fd, const sigset_t* signals)>);
static_assert(is<decltype(signalfd4), Result<int>(int fd, const sigset_t* signals, int flags)>);

// Sockets. On a kernel that has only socketcall(2), these functions use socketcall. accept blocks until
// there is a connection, unless the listener is non-blocking; `address` and `length` may be null.
static_assert(is<decltype(sys::socket), Result<int>(int domain, int type, int protocol)>);
static_assert(is<decltype(sys::socketpair), Result<int>(int domain, int type, int protocol, int* ends)>);
static_assert(
    is<decltype(sys::accept), Result<int>(int listener, sockaddr* address, socklen_t* length)>);
static_assert(
    is<decltype(cancellable_accept), Result<int>(int listener, sockaddr* address, socklen_t* length)>);
static_assert(is<decltype(cancellable_accept4),
                 Result<int>(int listener, sockaddr* address, socklen_t* length, int flags)>);

// fcntl(2) with F_SETFD and FD_CLOEXEC, and with F_SETFL and O_NONBLOCK. F_SETFL clears the other flags,
// such as O_APPEND, so the descriptor must be new. Errors are ignored.
static_assert(is<decltype(set_close_on_exec), void(int fd)>);
static_assert(is<decltype(set_non_blocking), void(int fd)>);

// Returns whether O_NONBLOCK is set. False for a number that is not open.
static_assert(is<decltype(is_non_blocking), bool(int fd)>);

}  // namespace nacre::sys
