// SPDX-License-Identifier: MIT
// Files and open descriptors. No function here changes errno or is a cancellation point. Each function
// returns the errors of the system call that its comment names.
#pragma once
#include <descriptor_table.hpp>
#include <files.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// openat(2) of a path for reading. The descriptor is close-on-exec. `flags` are further O_* flags.
static_assert(is<decltype(open_to_read), Result<int>(const char* path, int flags)>);

// read(2). Returns how many bytes were read; 0 at the end of the file. May block.
static_assert(is<decltype(read), Result<size_t>(int file, void* buffer, size_t length)>);

// ftruncate(2): makes the file `length` bytes long.
static_assert(is<decltype(resize), Result<size_t>(int file, size_t length)>);

// close(2). May block, for example on a socket with SO_LINGER.
static_assert(is<decltype(sys::close), void(int file)>);

// close_range(2): closes all descriptors from `first` to `last`. ENOSYS before Linux 5.9.
static_assert(is<decltype(close_range), Result<size_t>(unsigned first, unsigned last)>);

// Returns a number that is greater than every open descriptor of this thread's table. Does not depend
// on RLIMIT_NOFILE, because the limit can be lowered below descriptors that are already open. Needs
// neither a free descriptor nor /proc, and little stack. Slow: makes some dozens of system calls.
static_assert(is<decltype(descriptor_table_size), int()>);

// write(2) to standard error. Errors are ignored.
static_assert(is<decltype(write_error), void(const char* text, size_t length)>);

}  // namespace nacre::sys
