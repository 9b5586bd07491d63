// SPDX-License-Identifier: MIT
// Helpers of the functions that make-syscall generates from syscalls.list. They make a system call, and
// set errno if it fails.
#pragma once
#include <errno.h>
#include <signal.h>  // _NSIG, which syscalls.list uses
#include <sys/syscall.h>
#include <cancellable.hpp>
#include <raw_syscall.hpp>

#include "support/result.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::sys {

// Converts an argument to the value of a register. syscalls.list cannot describe an argument that needs
// two registers.
template <class T>
long word(T value) {
  static_assert(sizeof value <= sizeof(long));
  return (long)value;  // NOLINT: value is a number or a pointer
}

// Returns the result of the system call, or sets errno and returns -1.
template <class Answer, class... Arguments>
Answer pass_through(long number, Arguments... arguments) {
  return Answer(value_or_errno(Result<long>::from_kernel(raw_syscall(number, word(arguments)...))));
}

template <class Answer, class... Arguments>
Answer pass_through_cancellably(long number, Arguments... arguments) {
  return Answer(value_or_errno(cancellable_call(number, word(arguments)...)));
}

// Sets ENOSYS and returns -1. The generated source calls this for a system call that has no number on
// this architecture.
template <class Answer, class... Arguments>
Answer without_call(Arguments...) {
  return Answer(value_or_errno(Result<long>::failure(ENOSYS)));
}

}  // namespace nacre::sys
