// SPDX-License-Identifier: MIT
// Sorts an array in place: introsort (a quicksort that falls back to heapsort), with merge sort for the
// small parts.
//
// - A part of at most kSmall bytes is sorted by a merge sort with a buffer on the stack.
// - A larger part is split by Lomuto's method. The result of a comparison selects an address, and not
//   the next instruction, because the processor could not predict it.
// - If the pivot equals the pivot before the part, all equal elements are separated from the rest, as in
//   pdqsort (Orson Peters). So an array with few different values needs few splits.
// - After too many unequal splits, heapsort sorts the rest. So the number of comparisons is
//   O(n log n) for each input.
// - The recursion is for the smaller part only, so its depth is at most log2(n).
//
// All loops end at the ends of the array. So an inconsistent comparison function leads to a wrong order,
// but never to an access outside of the array.
#pragma once
#include <stddef.h>
#include <string.h>

#include "libc/sort/elements.hpp"
#include "libc/sort/order.hpp"
#include "libc/sort/slow.hpp"

namespace nacre::sort {

template <class Elements>
class Sorter {
 public:
  explicit Sorter(const Order& order) : elements_(order.size), order_(order) {}

  // Sorts a part of the array. `before` is the pivot before this part: no element of the part is less.
  // It is null at the start of the array. `splits` is the number of unequal splits that are allowed.
  void sort(char* first, char* end, const char* before, size_t splits) const {
    while (!is_small(first, end)) {
      if (splits == 0) return heap_sort(first, end, order_);
      const auto bytes = static_cast<size_t>(end - first);
      elements_.swap(first, order_.pivot_of(first, bytes));
      if (before != nullptr && order_(before, first) >= 0) {
        char* const equal = split(first, end, [this](auto at, auto p) { return order_(p, at) >= 0; });
        if (static_cast<size_t>(equal - first) < bytes / 8) --splits;
        before = equal;
        first = equal + size();
        continue;
      }
      char* const pivot = split(first, end, [this](auto at, auto p) { return order_.is_less(at, p); });
      const auto left = static_cast<size_t>(pivot - first), right = bytes - left - size();
      if (left < bytes / 8 || right < bytes / 8) --splits;
      if (left < right) {
        sort(first, pivot, before, splits);
        first = pivot + size();
        before = pivot;
      } else {
        sort(pivot + size(), end, pivot, splits);
        end = pivot;
      }
    }
    if (first != end) sort_small(first, end);
  }

 private:
  static constexpr size_t kSmall = 1024;
  // Elements that do not fit in the buffer are sorted by insertion if there are at most this many.
  static constexpr size_t kFew = 8;

  size_t size() const { return elements_.size(); }

  // Moves the elements for which goes_left(element, pivot) is true to the left of the pivot, which is
  // the first element. Returns the new place of the pivot.
  template <class GoesLeft>
  char* split(char* first, char* end, GoesLeft goes_left) const {
    char* right = first + size();  // the first element that does not go to the left
    for (char* at = right; at != end; at += size()) {
      const bool left = goes_left(at, first);
      if (Elements::kAreWords || left) elements_.swap(at, right);
      right += left ? size() : 0;
    }
    right -= size();
    elements_.swap(first, right);
    return right;
  }

  bool is_small(const char* first, const char* end) const {
    const auto bytes = static_cast<size_t>(end - first);
    return bytes <= kSmall || bytes <= kFew * size();
  }

  // It is not inlined, so that the buffer is not in each frame of the recursion.
  [[gnu::noinline]] void sort_small(char* first, const char* end) const {
    const auto bytes = static_cast<size_t>(end - first);
    if (bytes > kSmall) return insertion_sort(first, end, order_);
    alignas(16) char buffer[kSmall];
    // Sorted runs of one element are merged to runs of two, these to runs of four, and so on. ISO C
    // requires that the comparison function gets addresses in the array. So the runs are copied back.
    for (size_t run = size(); run < bytes; run *= 2) {
      for (size_t at = 0; at < bytes; at += 2 * run) {
        const size_t middle = bytes - at < run ? bytes : at + run;
        const size_t stop = bytes - middle < run ? bytes : middle + run;
        merge(buffer + at, first + at, first + middle, first + stop);
      }
      // NOLINTNEXTLINE(clang-analyzer-unix.cstring.NullArg): an array with elements is not null
      memcpy(first, buffer, bytes);
    }
  }

  // Merges two sorted runs, from `left` to `middle` and from there to `end`.
  void merge(char* to, const char* left, const char* middle, const char* end) const {
    const char* right = middle;
    while (left != middle && right != end) {
      const bool take_right = order_.is_less(right, left);
      elements_.copy(to, take_right ? right : left);
      to += size();
      right += take_right ? size() : 0;
      left += take_right ? 0 : size();
    }
    const auto rest = static_cast<size_t>(middle - left);
    memcpy(to, left, rest);
    memcpy(to + rest, right, static_cast<size_t>(end - right));
  }

  [[no_unique_address]] Elements elements_;
  const Order& order_;
};

}  // namespace nacre::sort
