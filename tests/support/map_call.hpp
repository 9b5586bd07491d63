// SPDX-License-Identifier: MIT
#pragma once
#include <sys/syscall.h>

namespace test {

// The number of the system call that the libc's mmap makes. On 32-bit architectures, it is mmap2.
#ifdef SYS_mmap2
inline constexpr long kMapCall = SYS_mmap2;
#else
inline constexpr long kMapCall = SYS_mmap;
#endif

}  // namespace test
