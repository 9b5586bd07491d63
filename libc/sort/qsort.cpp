// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <stdlib.h>

#include "libc/sort/sorter.hpp"
#include "support/export.hpp"

namespace nacre::sort {
namespace {

bool is_aligned(const void* base, size_t alignment) {
  return reinterpret_cast<uintptr_t>(base) % alignment == 0;
}

}  // namespace

// void qsort_r(void *base, size_t count, size_t size,
//              int (*compare)(const void *, const void *, void *), void *argument)
//
// Sorts an array in place. Elements that compare as equal have no defined order.
//
// base      the array; it may be null if count is 0
// count     number of elements
// size      size of an element in bytes
// compare   returns a value below, equal to or above 0, as its first element is less than, equal to or
//           greater than its second one. If it is inconsistent, the order is wrong. If it throws or
//           calls longjmp, the array has all its elements, in some order.
// argument  the third argument of compare
// Errors    none
// Safety    MT-Safe, AS-Safe and AC-Safe if no other code uses the array, and if compare is so. It needs
//           at most 8 KiB of stack, and allocates nothing.
// Kernels   all
// Source    POSIX.1-2024; qsort(3)
NACRE_HOOK void __qsort_r(void* base, size_t count, size_t size, Compare compare, void* argument) {
  if (count < 2 || size == 0) return;
  const auto first = static_cast<char*>(base);
  char* const end = first + count * size;
  const Order order = {size, compare, argument};
  if (order.is_ascending(first, end)) return;
  if (order.is_descending(first, end)) return reverse(first, end, size);

  size_t splits = 0;
  for (size_t rest = count; rest != 0; rest /= 2) splits += 2;
  if (size == sizeof(uint32_t) && is_aligned(base, alignof(uint32_t)))
    Sorter<WordElements<uint32_t>>(order).sort(first, end, nullptr, splits);
  else if (size == sizeof(uint64_t) && is_aligned(base, alignof(uint64_t)))
    Sorter<WordElements<uint64_t>>(order).sort(first, end, nullptr, splits);
  else
    Sorter<ByteElements>(order).sort(first, end, nullptr, splits);
}
NACRE_PUBLIC __attribute__((__weak__, __alias__("__qsort_r"))) void qsort_r(void*, size_t, size_t,
                                                                            Compare, void*);

}  // namespace nacre::sort
