// SPDX-License-Identifier: MIT
// Creates descriptors with flags. If the kernel lacks the newer system call, which takes the flags, an
// older call creates the descriptor, and fcntl sets the flags.
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

constexpr int kDescriptorFlagMask = O_CLOEXEC | O_NONBLOCK;
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

// Returns the result of the newer call, unless its error says that the kernel lacks the call
// (`says_missing`). In that case, a flag that is not in `known_flags` fails with EINVAL. Otherwise,
// `older` creates the descriptor and sets its flags. It is called with the child lock (NoNewChild) held,
// so that no child inherits the descriptor without its flags. It may release the lock early.
template <auto says_missing, auto older, class... Arguments>
Result<int> with_fallback(Result<int> result, int known_flags, int flags, Arguments... arguments) {
  if (result.ok() || !says_missing(result.error())) [[likely]]
    return result;
  return make_by_older_call<older>(known_flags, flags, arguments...);
}

}  // namespace nacre::fd
