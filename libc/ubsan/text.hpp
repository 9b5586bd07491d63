// SPDX-License-Identifier: MIT
// The text of a UBSan report. It is built without malloc, because a UBSan handler can run inside malloc
// or a signal handler.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "libc/ubsan/data.hpp"

namespace nacre::ubsan {

#ifdef __SIZEOF_INT128__
__extension__ using Widest = unsigned __int128;
#else
using Widest = uint64_t;
#endif

// One or more lines of text, at most 1024 bytes. The rest is cut off: names of C++ types can be long.
class Text {
 public:
  Text& operator<<(const char* text);
  Text& operator<<(unsigned long number);
  Text& operator<<(const void* address);
  Text& operator<<(const Type* type) { return *this << type->name(); }
  Text& operator<<(const SourceLocation& location);
  // Appends a value of the checked program as a number, or "<unknown>" for a type that is not supported.
  Text& value(const Type* type, Value value);

  void end_line();
  const char* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  void put(char c);
  void digits(Widest number, unsigned base);
  void floating(unsigned width, Value value);

  char data_[1024];
  size_t size_ = 0;
};

// Is this value of an integer type negative?
bool is_negative(const Type* type, Value value);
// Returns the value of an integer type, extended to the widest type (with its sign for a signed type).
Widest integer(const Type* type, Value value);

}  // namespace nacre::ubsan
