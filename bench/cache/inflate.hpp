// SPDX-License-Identifier: MIT
// Compression with zlib. The benchmarks in this folder compare a lookup in a cache with decompressing
// the value again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#if __has_include(<zlib.h>)
#include <zlib.h>
#endif

namespace bench {

using Block = std::vector<unsigned char>;

#if __has_include(<zlib.h>)

// Returns why zlib is missing, or null if it is available.
inline const char* inflate_missing() { return nullptr; }

inline Block deflated(const Block& block) {
  uLongf length = compressBound(block.size());
  Block packed(length);
  compress2(packed.data(), &length, block.data(), block.size(), 9);
  packed.resize(length);
  return packed;
}
// Decompresses the first `length` bytes of a block. Z_BUF_ERROR means that the block is longer.
inline bool inflated(const unsigned char* packed, std::size_t packed_length, unsigned char* block,
                     std::size_t length) {
  uLongf made = length;
  const int end = uncompress(block, &made, packed, packed_length);
  return (end == Z_OK || end == Z_BUF_ERROR) && made == length;
}

#else

inline const char* inflate_missing() { return "zlib is missing; bench/zlib/missing has the reason"; }
inline Block deflated(const Block&) { return {}; }
inline bool inflated(const unsigned char*, std::size_t, unsigned char*, std::size_t) { return false; }

#endif

// Generates a block like a page of text, from a small vocabulary with frequent words. The same number
// always gives the same block.
inline Block text_block(std::uint64_t number, std::size_t length) {
  Block block(length);
  std::uint64_t state = number * 0x9e3779b97f4a7c15 + 1;
  const auto next = [&state] {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
  };
  for (std::size_t at = 0; at < length;) {
    // Use the smaller of two numbers, so that words with small numbers are frequent.
    const std::uint64_t random = next(), first = random % 4096, second = random >> 32 & 4095;
    std::uint64_t word = (first < second ? first : second) * 0x2545f4914f6cdd1d + 7;
    for (std::size_t letters = 2 + word % 7; letters > 0 && at < length; --letters, word /= 26)
      block[at++] = static_cast<unsigned char>('a' + word % 26);
    if (at < length) block[at++] = ' ';
  }
  return block;
}

}  // namespace bench
