// SPDX-License-Identifier: MIT
#include "libc/ubsan/report.hpp"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern "C" {
// A program can define these two functions, which the UBSan libraries of gcc and clang call too.
__attribute__((weak, visibility("default"))) const char* __ubsan_default_options();
__attribute__((weak, visibility("default"))) void __ubsan_on_report();
}

namespace nacre::ubsan {
namespace {

// The constructor of Report stores this mark in the compiler's data, in the column of the place.
constexpr uint32_t kReported = ~0U;
constexpr int kMostInterruptions = 1000;

// Is the option set in this list? Options are NAME=VALUE, with ':', ',' or white space between them.
// Unknown options are ignored. If an option is repeated, the last value counts. If the option is not in
// the list, the result is `otherwise`.
bool option(const char* list, const char* name, bool otherwise) {
  size_t length = strlen(name);
  constexpr const char* kBetween = ":, \t\n";
  while (list && *list) {
    list += strspn(list, kBetween);
    if (!strncmp(list, name, length) && list[length] == '=') {
      char value = list[length + 1];
      otherwise = value == '1' || value == 't' || value == 'y';
    }
    list += strcspn(list, kBetween);
  }
  return otherwise;
}

bool option(const char* name) {
  bool set = __ubsan_default_options && option(__ubsan_default_options(), name, false);
  return option(getenv("UBSAN_OPTIONS"), name, set);
}

void write_all(const char* data, size_t size) {
  int interruptions = 0;
  while (size) {
    ssize_t written = write(STDERR_FILENO, data, size);
    if (written < 0 && errno == EINTR && ++interruptions < kMostInterruptions) continue;
    if (written <= 0) return;
    data += written;
    size -= static_cast<size_t>(written);
  }
}

}  // namespace

Report::Report(SourceLocation* location, After after) : place_(*location), after_(after), errno_(errno) {
  place_.column = __atomic_exchange_n(&location->column, kReported, __ATOMIC_RELAXED);
  // A handler that ends the program always prints its report.
  fresh_ = place_.column != kReported || after == After::kEnd;
  if (place_.column == kReported) place_.column = 0;
  text_ << place_ << ": runtime error: ";
}

void Report::note(const SourceLocation& location, const char* text) {
  if (!location.file) return;
  text_.end_line();
  text_ << location << ": note: " << text;
}

Report::~Report() {
  if (fresh_) {
    text_.end_line();
    write_all(text_.data(), text_.size());
    if (__ubsan_on_report) __ubsan_on_report();
    if (after_ == After::kEnd || option("halt_on_error")) {
      if (option("abort_on_error")) abort();
      _exit(1);
    }
  }
  errno = errno_;
}

}  // namespace nacre::ubsan
