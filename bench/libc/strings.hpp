// SPDX-License-Identifier: MIT
// The strings that the benchmarks of string functions read and write.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstring>
#include <vector>

namespace bench {

// How the strings of a benchmark lie in memory.
enum class Layout {
  aligned,  // one string, at the start of a cache line
  mixed,    // strings with different alignments that fit the first-level cache, if the length permits
  cold,     // more strings than the caches hold
};

// Strings of one length. Each consists of the letter a, and ends with `last` and a null byte.
class Strings {
 public:
  Strings(size_t length, Layout layout, char last) : length_(length) {
    constexpr size_t kCacheLine = 64, kFirstLevel = 16384, kCold = size_t{1} << 27;
    const size_t step = (length + 2 + 2 * kCacheLine) / kCacheLine * kCacheLine;
    size_t count = 1;
    if (layout == Layout::mixed) count = kFirstLevel / step < 1 ? 1 : kFirstLevel / step;
    if (layout == Layout::cold) count = kCold / step;
    if (layout == Layout::mixed && count > 64) count = 64;
    size_ = count * step + 4096;
    map_ = static_cast<char*>(
        mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    std::memset(map_, 'a', size_);
    for (size_t i = 0; i < count; ++i) {
      // Strings in order of their addresses would be prefetched by the processor.
      const size_t place = layout == Layout::cold ? i * 7919 % count : i;
      char* const string = map_ + place * step + (layout == Layout::mixed ? i * 13 % kCacheLine : 0);
      string[length] = last;
      string[length + 1] = 0;
      all_.push_back(string);
    }
  }
  Strings(const Strings&) = delete;
  Strings& operator=(const Strings&) = delete;
  ~Strings() { munmap(map_, size_); }

  // Returns the strings one after the other, again and again.
  char* next() {
    if (++at_ == all_.size()) at_ = 0;
    return all_[at_];
  }
  size_t length() const { return length_; }

 private:
  size_t length_, size_, at_ = 0;
  char* map_;
  std::vector<char*> all_;
};

}  // namespace bench
