// SPDX-License-Identifier: MIT
// System calls that make descriptors: the call that takes flags, and the older call without them. No
// function here changes errno. Only the functions that are called cancellable_... are cancellation
// points. Errors are those of the system call of the same name. A call that takes flags is ENOSYS on a
// kernel that lacks it. Where an architecture never had the older call, the newer call without flags
// takes its place.
#pragma once
#include <descriptors.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// pipe(2) and pipe2(2); the two descriptors go to `ends`.
static_assert(is<decltype(sys::pipe), Result<int>(int* ends)>);
static_assert(is<decltype(sys::pipe2), Result<int>(int* ends, int flags)>);

// dup2(2) and dup3(2). They may block, because they close what `to` was before.
static_assert(is<decltype(sys::dup2), Result<int>(int from, int to)>);
static_assert(is<decltype(sys::dup3), Result<int>(int from, int to, int flags)>);

// The lowest free descriptor, close-on-exec, for the same open file.
static_assert(is<decltype(duplicate), Result<int>(int fd)>);

// signalfd(2), as the older call and as signalfd4.
static_assert(is<decltype(sys::signalfd), Result<int>(int fd, const sigset_t* signals)>);
static_assert(is<decltype(signalfd4), Result<int>(int fd, const sigset_t* signals, int flags)>);

// Sockets. Where a kernel has only socketcall(2), that is used. accept blocks until there is a
// connection unless the listener is non-blocking; `address` and `length` may be null.
static_assert(is<decltype(sys::socket), Result<int>(int domain, int type, int protocol)>);
static_assert(is<decltype(sys::socketpair), Result<int>(int domain, int type, int protocol, int* ends)>);
static_assert(
    is<decltype(sys::accept), Result<int>(int listener, sockaddr* address, socklen_t* length)>);
static_assert(
    is<decltype(cancellable_accept), Result<int>(int listener, sockaddr* address, socklen_t* length)>);
static_assert(is<decltype(cancellable_accept4),
                 Result<int>(int listener, sockaddr* address, socklen_t* length, int flags)>);

// Sets a flag of a new descriptor, which has no other flag. Errors are ignored.
static_assert(is<decltype(set_close_on_exec), void(int fd)>);
static_assert(is<decltype(set_non_blocking), void(int fd)>);

// Whether O_NONBLOCK is set; false for a number that is not open.
static_assert(is<decltype(is_non_blocking), bool(int fd)>);

}  // namespace nacre::sys
