/* SPDX-License-Identifier: MIT */
/* The offset of mmap64 has 64 bits on each architecture of this suite. */
#include <stdint.h>
static inline uint64_t mmap64_maximum_offset(long page_shift) { return (void)page_shift, UINT64_MAX; }
