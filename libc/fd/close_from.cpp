// SPDX-License-Identifier: MIT
#include "libc/fd/close_from.hpp"

#include "sysdeps/contract/files.hpp"

namespace nacre::fd {
namespace {

// Closes each number of the descriptor table, from `first` on. It does not read the list of open
// descriptors in /proc/self/fd: opening that directory needs a free descriptor, and there may be none.
void close_numbers(int first) {
  const int end = sys::descriptor_table_size();
  for (int file = first; file < end; ++file) sys::close(file);
}

}  // namespace

void close_from(int first) {
  if (first < 0) first = 0;
  if (!sys::close_range(static_cast<unsigned>(first), ~0U).ok()) close_numbers(first);
}

}  // namespace nacre::fd
