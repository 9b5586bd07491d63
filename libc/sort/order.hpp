// SPDX-License-Identifier: MIT
// Comparisons of the elements of an array, and what follows from comparisons alone.
#pragma once
#include <stddef.h>

namespace nacre::sort {

using Compare = int (*)(const void*, const void*, void*);

struct Order {
  size_t size;  // of an element, in bytes
  Compare compare;
  void* argument;

  int operator()(const char* a, const char* b) const { return compare(a, b, argument); }
  bool is_less(const char* a, const char* b) const { return compare(a, b, argument) < 0; }

  // Returns whether no element is less than the one before.
  [[gnu::noinline]] bool is_ascending(const char* first, const char* end) const {
    for (const char* at = first + size; at != end; at += size)
      if (is_less(at, at - size)) return false;
    return true;
  }
  // Returns whether each element is less than the one before.
  [[gnu::noinline]] bool is_descending(const char* first, const char* end) const {
    for (const char* at = first + size; at != end; at += size)
      if (!is_less(at, at - size)) return false;
    return true;
  }

  [[gnu::noinline]] char* median(char* a, char* b, char* c) const {
    const bool a_is_less = is_less(a, b);
    if (a_is_less != is_less(a, c)) return a;
    return is_less(b, c) == a_is_less ? b : c;
  }
  // Returns an element that is probably near the median of at least eight elements. It is the median of
  // three elements, or in a large part the median of three such medians.
  [[gnu::noinline]] char* pivot_of(char* first, size_t bytes) const {
    constexpr size_t kLarge = 1024;  // elements
    const size_t step = bytes / size / 8 * size;
    char* const low = first + step;
    char* const middle = first + 4 * step;
    char* const high = first + 7 * step;
    if (bytes / size < kLarge) return median(low, middle, high);
    const size_t near = step / size / 2 * size;
    return median(median(low - near, low, low + near), median(middle - near, middle, middle + near),
                  median(high - near, high, high + near));
  }
};

}  // namespace nacre::sort
