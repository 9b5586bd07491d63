// SPDX-License-Identifier: MIT
// Fills and checks blocks of malloc, and lists sizes for the tests of malloc.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace test {

inline bool is_aligned(const void* block, std::size_t alignment) {
  return reinterpret_cast<std::uintptr_t>(block) % alignment == 0;
}

// The byte at index `place` of a filled block. The pattern does not repeat at powers of two.
inline unsigned char pattern(std::size_t place, unsigned seed) {
  return static_cast<unsigned char>(place % 251 + place / 4096 + seed);
}
inline void fill(void* block, std::size_t size, unsigned seed) {
  for (std::size_t i = 0; i < size; ++i) static_cast<unsigned char*>(block)[i] = pattern(i, seed);
}
inline bool is_filled(const void* block, std::size_t size, unsigned seed) {
  for (std::size_t i = 0; i < size; ++i)
    if (static_cast<const unsigned char*>(block)[i] != pattern(i, seed)) return false;
  return true;
}
inline bool is_zero(const void* block, std::size_t size) {
  const auto* bytes = static_cast<const unsigned char*>(block);
  return size == 0 || (bytes[0] == 0 && std::memcmp(bytes, bytes + 1, size - 1) == 0);
}

// All sizes from 0 to 4096, then sizes at powers of two, next to them and halfway between them, up to
// `last`.
inline std::vector<std::size_t> sizes(std::size_t last) {
  std::vector<std::size_t> list;
  for (std::size_t size = 0; size <= 4096 && size <= last; ++size) list.push_back(size);
  for (std::size_t power = 4096; power <= last; power *= 2)
    for (const std::size_t size : {power + 1, power + power / 2, 2 * power - 1, 2 * power})
      if (size <= last) list.push_back(size);
  return list;
}

// Allocates, checks and frees blocks of many sizes. Returns whether all blocks kept their content.
inline bool allocate_and_free(std::size_t last, unsigned seed) {
  constexpr std::size_t kBlocks = 64;
  void* blocks[kBlocks] = {};
  std::size_t lengths[kBlocks] = {};
  bool good = true;
  std::size_t n = 0;
  for (std::size_t size = 1; size <= last; size += size / 8 + 1, ++n) {
    const std::size_t place = n * 7 % kBlocks;
    // Only the first and the last byte are checked, so that the loop is fast.
    auto* old = static_cast<unsigned char*>(blocks[place]);
    if (old != nullptr)
      good = good && old[0] == pattern(place, seed) && old[lengths[place] - 1] == pattern(place, seed);
    std::free(old);
    auto* block = static_cast<unsigned char*>(std::malloc(size));
    if (block == nullptr) return false;
    block[0] = block[size - 1] = pattern(place, seed);
    blocks[place] = block;
    lengths[place] = size;
  }
  for (void* block : blocks) std::free(block);
  return good;
}

}  // namespace test
