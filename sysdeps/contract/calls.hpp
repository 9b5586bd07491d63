// SPDX-License-Identifier: MIT
// System calls by their number, for nacre_indirect. No function here changes errno.
#pragma once
#include <call_numbers.hpp>
#include <calls.hpp>
#include <own_indirect.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// call::NAME is the number of a system call, or kNoCall where the architecture has no such call. These
// are the calls that make descriptors and fcntl.
static_assert(kNoCall < 0);
static_assert(is<decltype(call::openat), const long>);

// Whether <sys/syscall.h> has a name for this number. It does not say whether the kernel has the call.
static_assert(is<decltype(is_named_call), bool(long number)>);

// False for a number that must not reach the kernel, because the kernel would make another call or end
// the process.
static_assert(is<decltype(may_be_call_number), bool(uint64_t number)>);

// Make a system call with six arguments, and return what the kernel returned. The second function is a
// cancellation point; call it only after the process has started.
static_assert(is<decltype(make_call), Result<long>(long number, const long (&words)[6])>);
static_assert(is<decltype(make_call_cancellably), Result<long>(long number, const long (&words)[6])>);

// The kernel's own sys_indirect (kernel/patches): makes a call whose new descriptor gets these flags
// (O_CLOEXEC, O_NONBLOCK) at its creation. ENOSYS where the kernel lacks sys_indirect, where these
// kernel headers lack it, and for a call that it does not cover. A cancellation point if
// `is_cancellable`.
static_assert(is<decltype(own_indirect),
                 Result<long>(const indirect_registers& registers, int flags, bool is_cancellable)>);

}  // namespace nacre::sys
