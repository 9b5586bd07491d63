// SPDX-License-Identifier: MIT
// Macros for the visibility of functions. The libc is compiled with hidden visibility, so a public
// function needs a mark.
#pragma once

// A function that programs may call. It is in the symbol table of libc.so.
#define NACRE_PUBLIC extern "C" __attribute__((__visibility__("default")))

// A function that only patched musl objects call.
#define NACRE_HOOK extern "C" __attribute__((__visibility__("hidden")))
