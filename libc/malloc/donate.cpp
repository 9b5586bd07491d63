// SPDX-License-Identifier: MIT
#include "support/export.hpp"

// void __malloc_donate(char *start, char *end)
//
// musl's loader offers the unused ends of the pages of libraries to the allocator. mimalloc accepts
// only areas of at least 32 MiB, so these ends remain unused.
NACRE_HOOK void __malloc_donate(char*, char*) {}
