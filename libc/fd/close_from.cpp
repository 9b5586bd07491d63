// SPDX-License-Identifier: MIT
#include "libc/fd/close_from.hpp"

#include <descriptor_table.hpp>
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

// One number after the other. /proc/self/fd would list the open ones, but to read it takes a free
// descriptor, and there may be none.
void close_numbers(int first, int kept) {
  const int end = sys::descriptor_table_size();
  for (int file = first; file < end; ++file)
    if (file != kept) sys::close(file);
}

}  // namespace

void close_from(int first, int kept) {
  if (first < 0) first = 0;
  if (!close_ranges(static_cast<unsigned>(first), kept)) close_numbers(first, kept);
}

}  // namespace nacre::fd
