// SPDX-License-Identifier: MIT
#pragma once
#include <sys/syscall.h>

namespace test {

// The number by which the libc maps memory: on architectures of 32 bits, where files may be long,
// another.
#ifdef SYS_mmap2
inline constexpr long kMapCall = SYS_mmap2;
#else
inline constexpr long kMapCall = SYS_mmap;
#endif

}  // namespace test
