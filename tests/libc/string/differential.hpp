// SPDX-License-Identifier: MIT
// Calls string functions with random arguments, and compares them with the plain loops in reference.hpp.
#pragma once
#include <string>

#include "tests/libc/string/guarded_pages.hpp"
#include "tests/support/random.hpp"

namespace nacre::test {

// Two strings in guarded pages, and the calls on them.
class Differential {
 public:
  explicit Differential(unsigned long long seed) : random_(seed) {}

  // Makes two strings and two wide strings, and calls each function on them. Returns the number of
  // calls. If a result is wrong, throws std::runtime_error with the function, the length and the
  // strings' offsets in a page.
  int round();

 private:
  using Byte = unsigned char;

  size_t random_length();
  Byte* place(const GuardedPages& pages, size_t size);
  void fill(Byte* s, size_t length);
  void search(Byte* s, size_t length);
  void spans(Byte* s, size_t length);
  void substrings(Byte* s, size_t length);
  void compare(Byte* a, Byte* b, size_t length);
  void copy(Byte* from, size_t length);
  void wide();
  wchar_t* wide_place(const GuardedPages& pages, size_t length);
  void wide_fill(wchar_t* s, size_t length);
  void wide_search(wchar_t* s, size_t length);
  void wide_compare(wchar_t* a, wchar_t* b, size_t length);
  void wide_copy(wchar_t* from, size_t length);
  void expect(bool correct, const char* call, const void* a, const void* b, size_t n);

  Random random_;
  GuardedPages a_, b_;
  Byte letters_ = 2;
  int calls_ = 0;
};

}  // namespace nacre::test
