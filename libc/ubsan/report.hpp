// SPDX-License-Identifier: MIT
#pragma once

#include "libc/ubsan/text.hpp"

namespace nacre::ubsan {

// What the program does after a report.
enum class After { kContinue, kEnd };

// One report about a place in the source. Its destructor prints the line.
//
//   if (Report report{&data->location, after}) report.text() << "division by zero";
//
// Each place is reported once: the first report replaces the column in the compiler's data by a mark.
class Report {
 public:
  Report(SourceLocation* location, After after);
  ~Report();
  Report(const Report&) = delete;

  explicit operator bool() const { return fresh_; }
  Text& text() { return text_; }
  // Appends a second line, about another place. Call it after the text is complete.
  void note(const SourceLocation& location, const char* text);
  // Returns the place of the error. The compiler's data no longer contains its column.
  const SourceLocation& place() const { return place_; }

 private:
  SourceLocation place_;
  Text text_;
  After after_;
  bool fresh_;
  int errno_;
};

}  // namespace nacre::ubsan
