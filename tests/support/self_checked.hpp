// SPDX-License-Identifier: MIT
// Values that tell by themselves whether they are whole: every byte follows from whose value it is, its
// version and its length.
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

// At least as long as what it tells of itself.
inline constexpr std::size_t kShortestSelfChecked = sizeof(Written);

inline unsigned char filling(Written written, std::size_t length, std::size_t at) {
  const std::uint64_t mixed = (written.owner * 0x9e3779b97f4a7c15ULL + written.version + length) *
                              (2 * (at / 8) + 0xbf58476d1ce4e5b9ULL);
  // Never zero: a zero is what a drop leaves.
  return static_cast<unsigned char>((mixed >> 40 >> at % 8) | 1);
}

inline Bytes self_checked(Written written, std::size_t length) {
  Bytes bytes(length);
  std::memcpy(bytes.data(), &written, sizeof written);
  for (std::size_t i = sizeof written; i < length; ++i) bytes[i] = filling(written, length, i);
  return bytes;
}

// What was written, if that is a value of this owner and every byte of it is right.
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
