// SPDX-License-Identifier: MIT
// System calls by their number, for nacre_indirect (libc/include/nacre/indirect.h). No function here
// changes errno.
#pragma once
#include <call_numbers.hpp>
#include <calls.hpp>
#include <sys_indirect.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// call::NAME is the number of a system call, or kNoCall if the architecture lacks the call. There are
// names for fcntl and for the calls that create descriptors.
static_assert(kNoCall < 0);
static_assert(is<decltype(call::openat), const long>);

// Returns whether <sys/syscall.h> has a name for this number. The running kernel may still lack the
// call.
static_assert(is<decltype(is_named_call), bool(long number)>);

// Returns false for a number that must not reach the kernel, because the kernel would execute another
// call or end the process.
static_assert(is<decltype(may_be_call_number), bool(uint64_t number)>);

// Make a system call with the six arguments `words`, and return the kernel's result.
// make_call_cancellably is a cancellation point. Call it only after the process has started
// (sysdeps/contract/process.hpp).
static_assert(is<decltype(make_call), Result<long>(long number, const long (&words)[6])>);
static_assert(is<decltype(make_call_cancellably), Result<long>(long number, const long (&words)[6])>);

// Calls sys_indirect, a system call that kernel/patches adds to a kernel. sys_indirect makes the system
// call that `registers` describes. The descriptor that this call returns has `flags` (O_CLOEXEC,
// O_NONBLOCK). If `is_cancellable`, this is a cancellation point. Fails with ENOSYS if the kernel or its
// headers lack sys_indirect, or if sys_indirect does not support the call.
static_assert(is<decltype(sys_indirect),
                 Result<long>(const indirect_registers& registers, int flags, bool is_cancellable)>);

}  // namespace nacre::sys
