// SPDX-License-Identifier: MIT
// Which arguments of a system call can seccomp filters and SIGSYS handlers read on s390x?
#pragma once

namespace test {

// The only argument of mmap is a pointer to a structure. A filter cannot read this structure.
inline constexpr bool kMapArgumentsInMemory = true;

// In a SIGSYS handler's context, the register of the first argument contains the result. The kernel does
// not save the argument elsewhere.
inline constexpr bool kFirstArgumentIsKept = false;

}  // namespace test
