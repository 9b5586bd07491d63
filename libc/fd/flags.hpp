// SPDX-License-Identifier: MIT
// Descriptors on a kernel that makes them without flags.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#include "support/result.hpp"
#include "sysdeps/contract/descriptors.hpp"

namespace nacre::fd {

constexpr int kFlags = O_CLOEXEC | O_NONBLOCK;
static_assert(SOCK_CLOEXEC == O_CLOEXEC && SOCK_NONBLOCK == O_NONBLOCK);
static_assert(SFD_CLOEXEC == O_CLOEXEC && SFD_NONBLOCK == O_NONBLOCK);

// A kernel before the call, or a sandbox that knows only the older one.
inline bool is_missing(Result<int> answer) { return !answer.ok() && answer.error() == ENOSYS; }

// What a descriptor was to have from birth. Until then a child of fork would have it without: so this,
// and the call that makes it, are done while forks are held. Cold, as all of that way: small, not fast.
[[gnu::cold, gnu::noinline]] inline void set_flags(int fd, int flags) {
  if ((flags & O_CLOEXEC) != 0) sys::set_close_on_exec(fd);
  if ((flags & O_NONBLOCK) != 0) sys::set_non_blocking(fd);
}

}  // namespace nacre::fd
