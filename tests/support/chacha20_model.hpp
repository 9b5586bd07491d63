// SPDX-License-Identifier: MIT
// A simple implementation of ChaCha20, as RFC 8439 describes it. Tests compare the backends with it.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace test {

using CipherKey = std::array<unsigned char, 32>;
// The 64-bit counter and the 64-bit nonce of the first block, which are the last row of its state. In
// RFC 8439, the counter has 32 bits.
using FirstBlock = std::array<unsigned char, 16>;

// Converts between native words and the little-endian words of keys and blocks.
inline void turn_to_little_endian(std::uint32_t* words, std::size_t count) {
  if constexpr (std::endian::native == std::endian::big)
    for (std::size_t i = 0; i < count; ++i) words[i] = __builtin_bswap32(words[i]);
}

// Returns block `number` of the output. Block 0 has the counter and nonce `start`.
inline std::array<unsigned char, 64> chacha20_block(const CipherKey& key, const FirstBlock& start,
                                                    std::uint64_t number) {
  std::array<std::uint32_t, 16> first{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
  std::memcpy(&first[4], key.data(), 32);
  std::memcpy(&first[12], start.data(), 16);
  turn_to_little_endian(&first[4], 12);
  const std::uint64_t counter = (first[12] | std::uint64_t{first[13]} << 32) + number;
  first[12] = static_cast<std::uint32_t>(counter);
  first[13] = static_cast<std::uint32_t>(counter >> 32);

  auto words = first;
  const auto quarter = [&](int a, int b, int c, int d) {
    const auto step = [&](int x, int y, int z, int bits) {
      words[x] += words[y];
      words[z] = std::rotl(words[z] ^ words[x], bits);
    };
    step(a, b, d, 16);
    step(c, d, b, 12);
    step(a, b, d, 8);
    step(c, d, b, 7);
  };
  for (int i = 0; i < 10; ++i) {
    for (int column = 0; column < 4; ++column) quarter(column, 4 + column, 8 + column, 12 + column);
    for (int column = 0; column < 4; ++column)
      quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4);
  }
  for (std::size_t i = 0; i < 16; ++i) words[i] += first[i];
  turn_to_little_endian(words.data(), 16);
  std::array<unsigned char, 64> block{};
  std::memcpy(block.data(), words.data(), 64);
  return block;
}

// Returns the output that a backend must make: whole blocks, and for the remaining bytes the end of the
// next block. (A backend stores only whole blocks. The last block ends at the end of the output. Then
// the previous block overwrites the beginning of the last one.)
inline std::vector<unsigned char> expand(const CipherKey& key, const FirstBlock& start,
                                         std::size_t length) {
  std::vector<unsigned char> out(length);
  for (std::size_t at = 0, number = 0; at < length; at += 64, ++number) {
    const auto block = chacha20_block(key, start, number);
    const std::size_t size = length - at < 64 ? length - at : 64;
    std::memcpy(out.data() + at, block.data() + 64 - size, size);
  }
  return out;
}

}  // namespace test
