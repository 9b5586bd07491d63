// SPDX-License-Identifier: MIT
// The data that the benchmark cache-limited (limited.cpp) serves from its cache.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "bench/cache/inflate.hpp"

namespace bench {

// A server log, compressed in frames of 64 KiB, with a checksum of each block. To recompute a block, a
// program decompresses its frame up to the end of the block.
class Store {
 public:
  Store(std::size_t blocks, std::size_t block_bytes) : block_bytes_(block_bytes) {
    Block block(block_bytes), frame;
    for (std::size_t number = 0; number < blocks; ++number) {
      write_log(number, block);
      sums_.push_back(sum(block.data()));
      if (inflate_missing() != nullptr) continue;
      frame.insert(frame.end(), block.begin(), block.end());
      if (frame.size() < kFrame && number + 1 < blocks) continue;
      starts_.push_back(packed_.size());
      const Block packed = deflated(frame);
      packed_.insert(packed_.end(), packed.begin(), packed.end());
      frame.clear();
    }
    starts_.push_back(packed_.size());
    packed_.shrink_to_fit();
  }

  std::size_t blocks() const { return sums_.size(); }
  std::size_t block_bytes() const { return block_bytes_; }
  std::size_t packed_bytes() const { return packed_.size(); }

  // Decompresses the block, or generates it again if zlib is missing.
  bool make(std::size_t number, Block& block) {
    if (inflate_missing() != nullptr) return write_log(number, block), true;
    const std::size_t frame = number * block_bytes_ / kFrame, in_frame = number * block_bytes_ % kFrame;
    unpacked_.resize(kFrame);
    if (!inflated(packed_.data() + starts_[frame], starts_[frame + 1] - starts_[frame], unpacked_.data(),
                  in_frame + block_bytes_))
      return false;
    std::memcpy(block.data(), unpacked_.data() + in_frame, block_bytes_);
    return true;
  }
  bool is_right(std::size_t number, const unsigned char* block) const {
    return sum(block) == sums_[number];
  }

 private:
  // Returns a checksum that depends on every byte of the block.
  std::uint64_t sum(const unsigned char* block) const {
    constexpr std::uint64_t kOdd[4] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9, 0x94d049bb133111eb,
                                       0x2545f4914f6cdd1d};
    std::uint64_t sums[4] = {1, 2, 3, 4}, words[4];
    for (std::size_t at = 0; at < block_bytes_; at += sizeof words) {
      std::memcpy(words, block + at, sizeof words);
      for (int i = 0; i < 4; ++i) sums[i] = (sums[i] ^ words[i]) * kOdd[i];
    }
    return sums[0] ^ sums[1] << 1 ^ sums[2] << 2 ^ sums[3] << 3;
  }

  // Generates the block with this number. The same number always gives the same block.
  static void write_log(std::size_t number, Block& block) {
    static constexpr const char* kRequests[] = {"GET /index.html", "GET /style.css", "POST /login",
                                                "GET /images/logo.png", "GET /api/v1/items"};
    std::uint64_t state = number * 0x9e3779b97f4a7c15 + 1;
    for (std::size_t at = 0, line = 0; at < block.size(); ++line) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      char text[160];
      const int length =
          std::snprintf(text, sizeof text, "10.0.%u.%u - - [%06zu.%03zu] \"%s HTTP/1.1\" %u %u\n",
                        static_cast<unsigned>(state % 4), static_cast<unsigned>(state >> 8 & 63), number,
                        line, kRequests[(state >> 16) % 5], (state >> 24) % 16 == 0 ? 404U : 200U,
                        static_cast<unsigned>(state >> 32 & 255) * 16);
      const std::size_t part = std::min(static_cast<std::size_t>(length), block.size() - at);
      std::memcpy(block.data() + at, text, part);
      at += part;
    }
  }

  static constexpr std::size_t kFrame = std::size_t{64} << 10;

  std::size_t block_bytes_;
  Block packed_, unpacked_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint64_t> sums_;
};

}  // namespace bench
