// SPDX-License-Identifier: MIT
// System calls by a number that is known only at run time (sysdeps/contract/calls.hpp).
#pragma once
#include <cancellable.hpp>
#include <raw_syscall.hpp>

#include "support/result.hpp"

namespace nacre::sys {

inline Result<long> make_call(long number, const long (&words)[6]) {
  return Result<long>::from_kernel(
      raw_syscall(number, words[0], words[1], words[2], words[3], words[4], words[5]));
}

inline Result<long> make_call_cancellably(long number, const long (&words)[6]) {
  return cancellable_call(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}

}  // namespace nacre::sys
