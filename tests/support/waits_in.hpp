// SPDX-License-Identifier: MIT
#pragma once
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace test {

// Waits until the thread is in this system call, according to /proc. Returns false after five seconds.
inline bool waits_in(pid_t thread, long number) {
  const std::string path = "/proc/self/task/" + std::to_string(thread) + "/syscall";
  for (int tries = 0; tries < 5000; ++tries, usleep(1000)) {
    char text[32] = {};
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length > 0 && std::strtol(text, nullptr, 10) == number) return true;
  }
  return false;
}

}  // namespace test
