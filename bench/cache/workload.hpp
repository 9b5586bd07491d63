// SPDX-License-Identifier: MIT
// The keys of the cache benchmark.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace bench {

// Keys that are present in the cache, and the same number of absent keys. Both are in random order.
// `set` is the size in bytes of the values of all present keys.
class Workload {
 public:
  Workload(std::size_t set, std::size_t value_bytes) : value_bytes_(value_bytes) {
    const std::size_t count = std::max<std::size_t>(set / value_bytes, 16);
    present_.reserve(count);
    absent_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      present_.push_back(key('k', i));
      absent_.push_back(key('n', i));
    }
    std::mt19937_64 random(1);
    std::shuffle(present_.begin(), present_.end(), random);
    std::shuffle(absent_.begin(), absent_.end(), random);
  }

  std::size_t value_bytes() const { return value_bytes_; }
  const std::vector<std::string>& present() const { return present_; }
  const std::vector<std::string>& absent() const { return absent_; }

 private:
  // 12 bytes fit into std::string without an allocation, which is the best case for the map.
  static std::string key(char kind, std::size_t number) {
    char text[32];
    std::snprintf(text, sizeof text, "%c%011zu", kind, number);
    return text;
  }

  std::size_t value_bytes_;
  std::vector<std::string> present_, absent_;
};

}  // namespace bench
