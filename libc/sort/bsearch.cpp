// SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdlib.h>

#include "support/export.hpp"

namespace nacre::sort {

// void *bsearch(const void *key, const void *base, size_t count, size_t size,
//               int (*compare)(const void *, const void *))
//
// Finds an element of a sorted array that equals a key. The half in which the search continues is
// selected without a jump, because the processor could not predict it.
//
// key      the first argument of each comparison
// base     the array; it may be null if count is 0
// count    number of elements
// size     size of an element in bytes
// compare  compares the key with an element, as for qsort
// Returns  an element that equals the key, or null
// Errors   none
// Safety   MT-Safe, AS-Safe, AC-Safe if the array does not change and compare is so
// Kernels  all
// Source   ISO C
NACRE_PUBLIC void* bsearch(const void* key, const void* base, size_t count, size_t size,
                           int (*compare)(const void*, const void*)) {
  auto first = static_cast<const char*>(base);
  if (count == 0) return nullptr;
  for (;;) {
    const size_t half = count / 2, next = (count - half) / 2;
    const char* const middle = first + half * size;
    // One of these elements is the next one. Both are loaded during the comparison.
    __builtin_prefetch(first + next * size);
    __builtin_prefetch(middle + next * size);
    const int order = compare(key, middle);
    if (order == 0) return const_cast<char*>(middle);
    if (count == 1) return nullptr;
    const size_t greater = order > 0 ? ~size_t{0} : 0;
    first += greater & half * size;
    count -= half;
  }
}

}  // namespace nacre::sort
