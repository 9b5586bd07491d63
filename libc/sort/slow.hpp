// SPDX-License-Identifier: MIT
// Parts of qsort that run rarely. They move elements of each size as bytes.
#pragma once
#include "libc/sort/elements.hpp"
#include "libc/sort/order.hpp"

namespace nacre::sort {

[[gnu::noinline, gnu::cold]] inline void reverse(char* first, char* end, size_t size) {
  const ByteElements elements(size);
  for (char* last = end - size; first < last; first += size, last -= size) elements.swap(first, last);
}

[[gnu::noinline]] inline void insertion_sort(char* first, const char* end, const Order& order) {
  const ByteElements elements(order.size);
  for (char* next = first + order.size; next < end; next += order.size)
    for (char* at = next; at != first && order.is_less(at, at - order.size); at -= order.size)
      elements.swap(at, at - order.size);
}

// Moves the element number `root` down until none of its children in the heap is greater.
[[gnu::noinline, gnu::cold]] inline void sift_down(char* first, size_t root, size_t count,
                                                   const Order& order) {
  for (size_t child; (child = 2 * root + 1) < count; root = child) {
    char* greater = first + child * order.size;
    if (child + 1 < count && order.is_less(greater, greater + order.size))
      ++child, greater += order.size;
    char* const parent = first + root * order.size;
    if (!order.is_less(parent, greater)) return;
    ByteElements(order.size).swap(parent, greater);
  }
}

[[gnu::noinline, gnu::cold]] inline void heap_sort(char* first, const char* end, const Order& order) {
  size_t count = static_cast<size_t>(end - first) / order.size;
  for (size_t root = count / 2; root-- > 0;) sift_down(first, root, count, order);
  while (count-- > 1) {
    ByteElements(order.size).swap(first, first + count * order.size);
    sift_down(first, 0, count, order);
  }
}

}  // namespace nacre::sort
