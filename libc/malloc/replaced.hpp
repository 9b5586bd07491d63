// SPDX-License-Identifier: MIT
// Tells whether the program has its own allocator.
#pragma once
#include <stdlib.h>

#include "support/export.hpp"

// Variables of musl. The loader sets the last one after the others. In a static program, all are 0.
extern "C" {
extern __attribute__((__visibility__("hidden"))) int __malloc_replaced, __aligned_alloc_replaced,
    __malloc_replaced_is_known;
}

// The libc's free under a second name. free.cpp has the strong definition. The definition here is
// inline, so it is weak. A static program that defines free itself does not link free.cpp, and then has
// only this weak definition. Without it, the reference to __nacre_free would link free.cpp, and free
// would have two definitions.
NACRE_HOOK inline void __nacre_free(void*) {}

namespace nacre::malloc {

// Returns whether another allocator has replaced the libc's. Then a block that the program frees must
// come from the other allocator. In a dynamic program, the address of free can be that of a PLT entry in
// the program, so it cannot be compared.
inline bool replaced() {
  return __malloc_replaced_is_known ? __malloc_replaced != 0 : &::free != &__nacre_free;
}

}  // namespace nacre::malloc
