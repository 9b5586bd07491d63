// SPDX-License-Identifier: MIT
// Prints the results of a stress program in the format that tests/count-results reads. The last line is
// "end". A program that does not print it, for example because it crashed, counts as failed.
#pragma once
#include <cstdarg>
#include <cstdint>
#include <cstdio>

namespace stress {

class Report {
 public:
  // Prints "ok" or "not ok", followed by the formatted name of the check and its figures.
  [[gnu::format(printf, 3, 4)]] void check(bool good, const char* format, ...) {
    std::fputs(good ? "ok " : "not ok ", stdout);
    va_list arguments;
    va_start(arguments, format);
    std::vprintf(format, arguments);
    va_end(arguments);
    std::putchar('\n');
    std::fflush(stdout);
    all_good_ = all_good_ && good;
  }
  static void skip(const char* what, const char* why) { std::printf("skip %s: %s\n", what, why); }
  // Prints "end" and returns the exit status.
  int end() const {
    std::puts("end");
    return all_good_ ? 0 : 1;
  }

 private:
  bool all_good_ = true;
};

}  // namespace stress
