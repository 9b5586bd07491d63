// SPDX-License-Identifier: MIT
// The sources of the tested bytes: getrandom(), or one of the injected faults, which a test must detect.
#pragma once
#include <sys/random.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace statistics {

// Fills the buffer. Returns false and sets errno on error.
using Source = bool (*)(unsigned char* buffer, std::size_t length);

inline bool from_libc(unsigned char* buffer, std::size_t length) {
  const ssize_t count = getrandom(buffer, length, 0);
  // Only a signal handler makes a result short, and the callers have none.
  if (count >= 0 && static_cast<std::size_t>(count) != length) errno = EIO;
  return count == static_cast<ssize_t>(length);
}

// Not random: the numbers 1, 2, 3, ... in 8 bytes each.
inline bool counter(unsigned char* buffer, std::size_t length) {
  static std::uint64_t next;
  for (std::size_t i = 0; i < length; i += sizeof next) {
    ++next;
    std::memcpy(buffer + i, &next, length - i < sizeof next ? length - i : sizeof next);
  }
  return true;
}

// Every 64th block repeats the previous block, as if two vector lanes used the same counter.
inline bool repeat(unsigned char* buffer, std::size_t length) {
  constexpr std::size_t kBlock = 64;
  static unsigned char before[kBlock];
  static unsigned count;
  if (!from_libc(buffer, length)) return false;
  for (std::size_t at = 0; at + kBlock <= length; at += kBlock) {
    if (++count % 64 == 0) std::memcpy(buffer + at, before, kBlock);
    std::memcpy(before, buffer + at, kBlock);
  }
  return true;
}

// Leaves the last byte unwritten.
inline bool short_by_one(unsigned char* buffer, std::size_t length) {
  return from_libc(buffer, length - 1);
}

// The first call has eight zero bytes in the middle.
inline bool zeros(unsigned char* buffer, std::size_t length) {
  static bool done;
  if (!from_libc(buffer, length)) return false;
  if (!done) std::memset(buffer + length / 2 - 4, 0, 8);
  done = true;
  return true;
}

// One bit of each block is 1 with a probability of 52 %.
inline bool bias(unsigned char* buffer, std::size_t length) {
  static unsigned count;
  if (!from_libc(buffer, length)) return false;
  for (std::size_t at = 0; at < length; at += 64)
    if (++count % 25 == 0) buffer[at] |= 0x10;
  return true;
}

// In every 64th block, the first byte repeats the last byte of the previous block.
inline bool edge(unsigned char* buffer, std::size_t length) {
  static unsigned count;
  if (!from_libc(buffer, length)) return false;
  for (std::size_t at = 64; at < length; at += 64)
    if (++count % 64 == 0) buffer[at] = buffer[at - 1];
  return true;
}

inline Source source_named(std::string_view name) {
  if (name == "counter") return counter;
  if (name == "repeat") return repeat;
  if (name == "short-by-one") return short_by_one;
  if (name == "zeros") return zeros;
  if (name == "bias") return bias;
  if (name == "edge") return edge;
  return nullptr;
}

// Returns the source that a first argument "--inject=FAULT" selects, and removes this argument. Returns
// null if the fault is unknown, and from_libc if there is no such argument.
inline Source source_from(int& argc, char**& argv) {
  constexpr std::string_view kOption = "--inject=";
  if (argc < 2 || !std::string_view(argv[1]).starts_with(kOption)) return from_libc;
  const Source source = source_named(std::string_view(argv[1]).substr(kOption.size()));
  --argc;
  ++argv;
  return source;
}

}  // namespace statistics
