// SPDX-License-Identifier: MIT
// The edge of a call that only passes through: the kernel's answer becomes errno here.
#pragma once
#include <errno.h>
#include <signal.h>  // _NSIG, which syscalls.list uses
#include <sys/syscall.h>
#include <cancellable.hpp>
#include <raw_syscall.hpp>

#include "support/result.hpp"

namespace nacre::sys {

// An argument as the kernel takes it. What does not fit one register a list cannot pass.
template <class T>
long word(T value) {
  static_assert(sizeof value <= sizeof(long));
  return (long)value;  // NOLINT: of a number or of a pointer
}

template <class Answer>
Answer at_the_edge(Result<long> answer) {
  if (answer.ok()) return Answer(answer.value());
  errno = answer.error();
  return Answer(-1);
}

template <class Answer, class... Arguments>
Answer pass_through(long number, Arguments... arguments) {
  return at_the_edge<Answer>(Result<long>::from_kernel(raw_syscall(number, word(arguments)...)));
}

template <class Answer, class... Arguments>
Answer pass_through_cancellably(long number, Arguments... arguments) {
  return at_the_edge<Answer>(cancellable_call(number, word(arguments)...));
}

// The call has no number on this architecture.
template <class Answer, class... Arguments>
Answer without_call(Arguments...) {
  return at_the_edge<Answer>(Result<long>::failure(ENOSYS));
}

}  // namespace nacre::sys
