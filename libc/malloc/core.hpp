// SPDX-License-Identifier: MIT
// The allocator's functions (libc/malloc/interface.h). They set errno to ENOMEM if they fail.
#pragma once
#include <stddef.h>
#include <stdlib.h>

#include "support/export.hpp"

NACRE_HOOK void __libc_free(void* block);
NACRE_HOOK void* __libc_realloc(void* block, size_t size);
NACRE_HOOK void* __nacre_zalloc(size_t size);
NACRE_HOOK void* __nacre_aligned_alloc(size_t alignment, size_t size);
NACRE_HOOK size_t __nacre_usable_size(void* block);
