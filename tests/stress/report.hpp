// SPDX-License-Identifier: MIT
// What a stress program says: lines as the test scripts print them, and "end", without which it counts
// as failed.
#pragma once
#include <cstdarg>
#include <cstdint>
#include <cstdio>

namespace stress {

class Report {
 public:
  // "ok ..." or "not ok ...", with the figures.
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
  // The exit status.
  int end() const {
    std::puts("end");
    return all_good_ ? 0 : 1;
  }

 private:
  bool all_good_ = true;
};

}  // namespace stress
