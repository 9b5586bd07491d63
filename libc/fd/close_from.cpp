// SPDX-License-Identifier: MIT
#include "libc/fd/close_from.hpp"

#include <errno.h>
#include <stdint.h>
#include <files.hpp>
#include <syscall.hpp>

namespace nacre::fd {
namespace {

constexpr unsigned kLast = ~0U;

bool close_range(unsigned first, unsigned last) {
  return first > last || sys::close_range(first, last).ok();
}

bool close_ranges(unsigned first, int kept) {
  if (kept < 0 || static_cast<unsigned>(kept) < first) return close_range(first, kLast);
  const auto spared = static_cast<unsigned>(kept);
  return (spared == first || close_range(first, spared - 1)) && close_range(spared + 1, kLast);
}

// The number that a name is; -1 for "." and "..".
int number(const char* name) {
  if (*name == '.') return -1;
  int value = 0;
  for (; *name != 0; ++name) value = 10 * value + (*name - '0');
  return value;
}

// Those that the kernel lists, of this thread: it may have a table of its own, and the process's first
// thread, which /proc/self is of, may have ended. What is closed meanwhile does not change where the
// list goes on: it does so by number. Without itself in it, it is of another table.
bool close_listed(int first, int kept) {
  auto list = sys::open_to_read("/proc/thread-self/fd", O_DIRECTORY);
  // Where there is no room for the list, there is something to close.
  for (int file = first; !list.ok() && list.error() == EMFILE; ++file) {
    if (file != kept) sys::close(file);
    list = sys::open_to_read("/proc/thread-self/fd", O_DIRECTORY);
  }
  if (!list.ok()) return false;
  bool has_itself = false;
  alignas(sys::DirectoryEntry) unsigned char entries[1024] = {};
  for (;;) {
    const auto length = sys::read_directory(list.value(), entries, sizeof entries);
    if (!length.ok() || length.value() == 0) {
      sys::close(list.value());
      return length.ok() && has_itself;
    }
    for (size_t at = 0; at < length.value();) {
      const auto* const entry = reinterpret_cast<const sys::DirectoryEntry*>(entries + at);
      const int file = number(entry->name);
      if (file == list.value())
        has_itself = true;
      else if (file >= first && file != kept)
        sys::close(file);
      at += entry->length;
    }
  }
}

// Without a list, every number that the kernel gives out unless it is told otherwise (fs.nr_open).
void close_all(int first, int kept) {
  constexpr int kMost = 1 << 20;
  for (int file = first; file < kMost; ++file)
    if (file != kept) sys::close(file);
}

}  // namespace

void close_from(int first, int kept) {
  if (first < 0) first = 0;
  if (!close_ranges(static_cast<unsigned>(first), kept) && !close_listed(first, kept))
    close_all(first, kept);
}

}  // namespace nacre::fd
