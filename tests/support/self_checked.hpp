// SPDX-License-Identifier: MIT
// Values with which a test detects lost or mixed bytes. Every byte of a value is a function of the
// value's owner, version and length.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace test {

using Bytes = std::vector<unsigned char>;

struct Written {
  std::uint32_t owner, version;
};

// A value contains at least its owner and its version.
inline constexpr std::size_t kShortestSelfChecked = sizeof(Written);

inline unsigned char filling(Written written, std::size_t length, std::size_t at) {
  const std::uint64_t mixed = (written.owner * 0x9e3779b97f4a7c15ULL + written.version + length) *
                              (2 * (at / 8) + 0xbf58476d1ce4e5b9ULL);
  // The byte is never zero, so it differs from a byte in a page that the kernel dropped.
  return static_cast<unsigned char>((mixed >> 40 >> at % 8) | 1);
}

inline Bytes self_checked(Written written, std::size_t length) {
  Bytes bytes(length);
  std::memcpy(bytes.data(), &written, sizeof written);
  for (std::size_t i = sizeof written; i < length; ++i) bytes[i] = filling(written, length, i);
  return bytes;
}

// Returns whether the bytes are a complete value of this owner, and stores its version.
inline bool is_whole(const unsigned char* bytes, std::size_t length, std::uint32_t owner,
                     std::uint32_t& version) {
  Written written{};
  if (length < sizeof written) return false;
  std::memcpy(&written, bytes, sizeof written);
  if (written.owner != owner) return false;
  for (std::size_t i = sizeof written; i < length; ++i)
    if (bytes[i] != filling(written, length, i)) return false;
  version = written.version;
  return true;
}

}  // namespace test
