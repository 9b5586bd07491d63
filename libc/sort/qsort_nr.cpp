// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "libc/sort/order.hpp"
#include "support/export.hpp"

namespace nacre::sort {

NACRE_HOOK void __qsort_r(void*, size_t, size_t, Compare, void*);

// void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
//
// Sorts an array. qsort.cpp describes the parameters; the comparison function has no third argument.
//
// Errors  none
// Safety  as qsort_r
// Kernels all
// Source  ISO C
//
// In the calling conventions of Linux, a function can get more arguments than it has parameters. So no
// other function has to be called between the sort and the comparison.
NACRE_PUBLIC void qsort(void* base, size_t count, size_t size,
                        int (*compare)(const void*, const void*)) {
#pragma GCC diagnostic ignored "-Wcast-function-type"
  __qsort_r(base, count, size, reinterpret_cast<Compare>(compare), nullptr);
}

}  // namespace nacre::sort
