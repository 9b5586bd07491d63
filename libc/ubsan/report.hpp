// SPDX-License-Identifier: MIT
#pragma once

#include "libc/ubsan/text.hpp"

namespace nacre::ubsan {

enum class After { kContinue, kEnd };

// One report about a place in the source. Its destructor prints the line.
//
//   if (Report report{&data->location, after}) report.text() << "division by zero";
//
// Each place reports once: the first report takes the column out of the compiler's data and leaves a
// mark.
class Report {
 public:
  Report(SourceLocation* location, After after);
  ~Report();
  Report(const Report&) = delete;

  explicit operator bool() const { return fresh_; }
  Text& text() { return text_; }
  // A second line, about another place. It comes after the text.
  void note(const SourceLocation& location, const char* text);
  // Where it happened, which the compiler's data no longer says.
  const SourceLocation& place() const { return place_; }

 private:
  SourceLocation place_;
  Text text_;
  After after_;
  bool fresh_;
  int errno_;
};

}  // namespace nacre::ubsan
