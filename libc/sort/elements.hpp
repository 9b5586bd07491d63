// SPDX-License-Identifier: MIT
// How qsort moves elements. Elements with the size of a word, which are the usual ones, are moved as a
// word. All others are moved as bytes.
#pragma once
#include <stddef.h>
#include <string.h>

namespace nacre::sort {

// Elements of the size and the alignment of Word.
template <class Word>
class WordElements {
 public:
  static constexpr bool kAreWords = true;
  explicit WordElements(size_t) {}

  static constexpr size_t size() { return sizeof(Word); }
  static void copy(char* to, const char* from) { store(to, load(from)); }
  static void swap(char* a, char* b) {
    const Word of_a = load(a);
    copy(a, b);
    store(b, of_a);
  }

 private:
  // The elements have another type, so they are read and written with memcpy.
  static Word load(const char* from) {
    Word word;
    __builtin_memcpy(&word, __builtin_assume_aligned(from, alignof(Word)), sizeof word);
    return word;
  }
  static void store(char* to, Word word) {
    __builtin_memcpy(__builtin_assume_aligned(to, alignof(Word)), &word, sizeof word);
  }
};

// Elements of any size.
class ByteElements {
 public:
  static constexpr bool kAreWords = false;
  explicit ByteElements(size_t size) : size_(size) {}

  size_t size() const { return size_; }
  void copy(char* to, const char* from) const { memcpy(to, from, size_); }
  void swap(char* a, char* b) const {
    size_t at = 0;
    for (; size_ - at >= kPart; at += kPart) swap_part<kPart>(a + at, b + at);
    for (; at < size_; ++at) swap_part<1>(a + at, b + at);
  }

 private:
  static constexpr size_t kPart = 16;
  template <size_t kBytes>
  static void swap_part(char* a, char* b) {
    char of_a[kBytes], of_b[kBytes];
    __builtin_memcpy(of_a, a, kBytes);
    __builtin_memcpy(of_b, b, kBytes);
    __builtin_memcpy(a, of_b, kBytes);
    __builtin_memcpy(b, of_a, kBytes);
  }

  size_t size_;
};

}  // namespace nacre::sort
