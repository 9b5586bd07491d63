// SPDX-License-Identifier: MIT
#include "libc/malloc/core.hpp"

// void free(void *block)
//
// Frees a block.
//
// block    a block from malloc, calloc, realloc, aligned_alloc or a function that uses these, or null,
//          which is ignored. Any other pointer is undefined behavior.
// Safety   MT-Safe, AS-Unsafe, AC-Unsafe. errno is unchanged.
// Kernels  all
// Source   ISO C; errno: POSIX.1-2024
NACRE_PUBLIC void free(void* block) { __libc_free(block); }

extern "C" __attribute__((__alias__("free"), __visibility__("hidden"))) void __nacre_free(
    void* block) noexcept;
