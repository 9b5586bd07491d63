// SPDX-License-Identifier: MIT
// The getrandom system call. Arguments and errors are those of getrandom(2).
#pragma once
#include <cancellable.hpp>
#include <getrandom.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Makes the system call. Returns how many bytes it wrote, which may be fewer than `length`, or an error.
// Blocks until the kernel's generator is ready, unless `flags` has GRND_NONBLOCK or GRND_INSECURE. Does
// not change errno and is not a cancellation point. Works at any time, also in the dynamic loader and
// before thread-local storage exists.
static_assert(is<decltype(getrandom), Result<size_t>(void* buffer, size_t length, unsigned flags)>);

// Makes the same system call, as a cancellation point. While started() is false
// (sysdeps/contract/process.hpp), it is not a cancellation point.
static_assert(
    is<decltype(cancellable_getrandom), Result<size_t>(void* buffer, size_t length, unsigned flags)>);

}  // namespace nacre::sys
