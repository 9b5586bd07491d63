// SPDX-License-Identifier: MIT
#pragma once

#include "libc/ubsan/text.hpp"

namespace nacre::ubsan {

// What the program does after a report.
enum class After { kContinue, kEnd };

// One report about a place in the source. The destructor prints the report, and ends the program for
// After::kEnd or UBSAN_OPTIONS=halt_on_error=1.
//
//   if (Report report{&data->location, after}) report.text() << "division by zero";
//
// Each place is reported once: the first report replaces the column in the compiler's data by a mark. A
// report with After::kEnd is always printed.
class Report {
 public:
  Report(SourceLocation* location, After after);
  ~Report();
  Report(const Report&) = delete;

  // Returns whether the destructor prints this report. It does not if the place was reported before and
  // the program continues after the report.
  explicit operator bool() const { return fresh_; }
  Text& text() { return text_; }
  // Ends the first line, and begins a second one about `location`. text() then appends to that line.
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
