// SPDX-License-Identifier: MIT
// The libc is compiled with hidden visibility; these are its few macros.
#pragma once

// A function that programs may call: it stands in libc.so's symbol table.
#define NACRE_PUBLIC extern "C" __attribute__((__visibility__("default")))

// A function that only musl's patched objects call.
#define NACRE_HOOK extern "C" __attribute__((__visibility__("hidden")))
