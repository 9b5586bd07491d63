// SPDX-License-Identifier: MIT
// Which arguments of a system call seccomp filters and SIGSYS handlers can read.
#pragma once

namespace test {

// Whether mmap's arguments are in memory, which a filter cannot read.
inline constexpr bool kMapArgumentsInMemory = false;

// Whether the handler's context has the first argument of a trapped call.
inline constexpr bool kFirstArgumentIsKept = true;

}  // namespace test
