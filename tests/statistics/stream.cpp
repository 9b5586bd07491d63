// SPDX-License-Identifier: MIT
// stream [--inject=FAULT] LENGTH [TOTAL]: writes the results of getrandom() calls of LENGTH bytes to
// standard output: TOTAL bytes, or until the reader, such as dieharder, closes the pipe. source.hpp
// lists the faults.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "tests/statistics/source.hpp"

namespace {

constexpr std::size_t kWrite = 65536;

bool write_all(const unsigned char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = write(STDOUT_FILENO, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const statistics::Source draw = statistics::source_from(argc, argv);
  const std::size_t length = argc > 1 ? std::strtoul(argv[1], nullptr, 0) : 0;
  const bool endless = argc < 3;
  std::size_t left = endless ? 0 : std::strtoul(argv[2], nullptr, 0);
  if (draw == nullptr || length == 0 || argc > 3) {
    std::fputs("usage: stream [--inject=FAULT] LENGTH [TOTAL]\n", stderr);
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);

  // All calls use the same buffer. Bytes that a call leaves unwritten repeat the previous call's bytes.
  std::vector<unsigned char> bytes(length), ready;
  ready.reserve(kWrite + length);
  while (endless || left > 0) {
    if (!draw(bytes.data(), length)) {
      std::fprintf(stderr, "stream: getrandom() of %zu bytes failed: %s\n", length,
                   std::strerror(errno));
      return 1;
    }
    const std::size_t wanted = endless ? length : std::min(length, left);
    ready.insert(ready.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(wanted));
    left -= endless ? 0 : wanted;
    if (ready.size() < kWrite && (endless || left > 0)) continue;
    if (!write_all(ready.data(), ready.size())) {
      if (errno == EPIPE) return 0;
      std::fprintf(stderr, "stream: cannot write to standard output: %s\n", std::strerror(errno));
      return 1;
    }
    ready.clear();
  }
  return 0;
}
