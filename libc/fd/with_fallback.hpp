// SPDX-License-Identifier: MIT
// Descriptors that get their flags from the call that makes them, or from an older call and fcntl where
// the kernel lacks that call.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#include "libc/process/no_new_child.hpp"
#include "support/errors.hpp"
#include "support/result.hpp"
#include "sysdeps/contract/descriptors.hpp"

namespace nacre::fd {

using process::NoNewChild;

constexpr int kFlags = O_CLOEXEC | O_NONBLOCK;
static_assert(SOCK_CLOEXEC == O_CLOEXEC && SOCK_NONBLOCK == O_NONBLOCK);
static_assert(SFD_CLOEXEC == O_CLOEXEC && SFD_NONBLOCK == O_NONBLOCK);

// Sets the flags of a new descriptor. Slow path: optimized for size.
[[gnu::cold, gnu::noinline]] inline void set_flags(int fd, int flags) {
  if ((flags & O_CLOEXEC) != 0) sys::set_close_on_exec(fd);
  if ((flags & O_NONBLOCK) != 0) sys::set_non_blocking(fd);
}

template <auto older, class... Arguments>
[[gnu::cold, gnu::noinline]] Result<int> make_by_older_call(int known_flags, int flags,
                                                            Arguments... arguments) {
  if ((flags & ~known_flags) != 0) return Result<int>::failure(EINVAL);
  NoNewChild no_new_child;
  return older(no_new_child, flags, arguments...);
}

// The answer of the newer call, unless it says by an error of `says_missing` that the kernel does not
// have that call. Then `older` makes the descriptor and sets its flags, while no thread can create a
// child. Otherwise a child could inherit the descriptor before it has its flags. `older` may end that
// time early.
template <auto says_missing, auto older, class... Arguments>
Result<int> with_fallback(Result<int> made, int known_flags, int flags, Arguments... arguments) {
  if (made.ok() || !says_missing(made.error())) [[likely]]
    return made;
  return make_by_older_call<older>(known_flags, flags, arguments...);
}

// Where errno is set.
inline int answer(Result<int> made) {
  if (made.ok()) [[likely]]
    return made.value();
  errno = made.error();
  return -1;
}

}  // namespace nacre::fd
