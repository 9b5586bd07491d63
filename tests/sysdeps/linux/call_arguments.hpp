// SPDX-License-Identifier: MIT
// Which arguments of a system call can seccomp filters and SIGSYS handlers read? These are the values
// for most architectures. s390x/call_arguments.hpp has others.
#pragma once

namespace test {

// Whether mmap's arguments are in memory, which a filter cannot read.
inline constexpr bool kMapArgumentsInMemory = false;

// Whether the context of a SIGSYS handler has the first argument of the trapped call.
inline constexpr bool kFirstArgumentIsKept = true;

}  // namespace test
