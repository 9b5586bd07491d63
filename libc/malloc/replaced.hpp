// SPDX-License-Identifier: MIT
// Tells whether the program has its own allocator.
#pragma once
#include <stdlib.h>

#include "support/export.hpp"

// Variables of musl. The loader sets the last one when it has set the others. In a static program, all
// are 0.
extern "C" {
extern __attribute__((__visibility__("hidden"))) int __malloc_replaced, __aligned_alloc_replaced,
    __malloc_replaced_is_known;
}

// The libc's free, also if the program defines another free. free.cpp has the strong definition. This
// one is inline, so it is weak. It is used if free.cpp is not linked, because a static program defines
// free. A reference to the strong definition would link free.cpp, and the program's free would be a
// duplicate.
NACRE_HOOK inline void __nacre_free(void*) {}

namespace nacre::malloc {

// Returns whether another allocator has replaced the libc's. Then a block that the program frees must
// come from the other allocator. In a dynamic program, the address of free can be that of a jump in the
// program, so it says nothing.
inline bool replaced() {
  return __malloc_replaced_is_known ? __malloc_replaced != 0 : &::free != &__nacre_free;
}

}  // namespace nacre::malloc
