// SPDX-License-Identifier: MIT
// Where the judged bytes come from: the libc's getrandom, or a fault planted to show that it is noticed.
#pragma once
#include <sys/random.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace statistics {

// Fills the buffer, or says that it could not.
using Source = bool (*)(unsigned char* buffer, std::size_t length);

inline bool from_libc(unsigned char* buffer, std::size_t length) {
  return getrandom(buffer, length, 0) == static_cast<ssize_t>(length);
}

// No randomness, though every byte has every value: 1, 2, 3, ...
inline bool counter(unsigned char* buffer, std::size_t length) {
  static std::uint64_t next;
  for (std::size_t i = 0; i < length; i += sizeof next) {
    ++next;
    std::memcpy(buffer + i, &next, length - i < sizeof next ? length - i : sizeof next);
  }
  return true;
}

// Each 64th block is the one before it once more, as when a lane has its neighbour's counter.
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

// The last byte of a draw is not written.
inline bool short_by_one(unsigned char* buffer, std::size_t length) {
  return from_libc(buffer, length - 1);
}

// Eight bytes of zeros in the middle, once.
inline bool zeros(unsigned char* buffer, std::size_t length) {
  static bool done;
  if (!from_libc(buffer, length)) return false;
  if (!done) std::memset(buffer + length / 2 - 4, 0, 8);
  done = true;
  return true;
}

// One bit in each block is a one in 52 of 100.
inline bool bias(unsigned char* buffer, std::size_t length) {
  static unsigned count;
  if (!from_libc(buffer, length)) return false;
  for (std::size_t at = 0; at < length; at += 64)
    if (++count % 25 == 0) buffer[at] |= 0x10;
  return true;
}

// The first byte of a block is the last of the block before it, in one of 64.
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

// Takes "--planted=NAME" from the front of a program's arguments; null for a name that there is not.
inline Source source_from(int& argc, char**& argv) {
  constexpr std::string_view kOption = "--planted=";
  if (argc < 2 || !std::string_view(argv[1]).starts_with(kOption)) return from_libc;
  const Source source = source_named(std::string_view(argv[1]).substr(kOption.size()));
  --argc;
  ++argv;
  return source;
}

}  // namespace statistics
