// SPDX-License-Identifier: MIT
// Measures functions that read and write strings of char or wchar_t.
#pragma once
#include <benchmark/benchmark.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace bench {

// How the strings of a benchmark lie in memory.
enum class Layout {
  aligned,  // one string, at the start of a cache line
  mixed,    // strings with different alignments that fit the first-level cache, if the length permits
  cold,     // more strings than the caches hold
};
// Whether rows of the layout cold are registered.
inline bool with_cold_rows = true;

// Strings of one length in bytes. Each consists of the letter a, and ends with `last` and a null
// character.
template <class Char>
class Strings {
 public:
  Strings(size_t bytes, Layout layout, Char last) : length_(bytes / sizeof(Char)) {
    constexpr size_t kCacheLine = 64, kFirstLevel = 16384, kCold = size_t{1} << 27;
    const size_t step = (bytes + 2 * sizeof(Char) + 2 * kCacheLine) / kCacheLine * kCacheLine;
    size_t count = 1;
    if (layout == Layout::mixed) count = kFirstLevel / step < 1 ? 1 : kFirstLevel / step;
    if (layout == Layout::cold) count = kCold / step;
    if (layout == Layout::mixed && count > 64) count = 64;
    size_ = count * step + 4096;
    void* const map = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED) {
      error_ = "cannot map " + std::to_string(size_) + " bytes for the strings: " + std::strerror(errno);
      return;
    }
    map_ = static_cast<Char*>(map);
    std::fill_n(map_, size_ / sizeof(Char), Char{'a'});
    for (size_t i = 0; i < count; ++i) {
      // Strings in order of their addresses would be prefetched by the processor.
      const size_t place = layout == Layout::cold ? i * 7919 % count : i;
      const size_t offset = layout == Layout::mixed ? i * 13 % (kCacheLine / sizeof(Char)) : 0;
      Char* const string = map_ + place * step / sizeof(Char) + offset;
      string[length_] = last;
      string[length_ + 1] = 0;
      all_.push_back(string);
    }
  }
  Strings(const Strings&) = delete;
  Strings& operator=(const Strings&) = delete;
  ~Strings() {
    if (map_ != nullptr) munmap(map_, size_);
  }

  // Returns why there are no strings, or an empty string. Then next() cannot be called.
  const std::string& error() const { return error_; }

  // Returns the strings one after the other, again and again.
  Char* next() {
    if (++at_ == all_.size()) at_ = 0;
    return all_[at_];
  }
  // Returns the number of characters before `last`.
  size_t length() const { return length_; }

 private:
  size_t length_, size_, at_ = 0;
  Char* map_ = nullptr;
  std::string error_;
  std::vector<Char*> all_;
};

// Returns two strings for a row. Google Benchmark calls a row several times. It takes long to write the
// strings of the layout cold, so the strings are kept until another row is measured. The functions that
// are measured leave them as they were.
template <class Char>
std::array<Strings<Char>, 2>& operands(const std::string& row, size_t bytes, Layout layout, Char last) {
  static std::string row_of_kept;
  static std::unique_ptr<std::array<Strings<Char>, 2>> kept;
  if (row_of_kept != row) {
    kept.reset();
    kept.reset(new std::array<Strings<Char>, 2>{{{bytes, layout, last}, {bytes, layout, last}}});
    row_of_kept = row;
  }
  return *kept;
}

// Measures call(a, b, length) for strings a and b of Char. Each layout is one operation.
template <class Char, class Call>
void add_strings(const std::string& name, std::type_identity_t<Char> last, Call call) {
  for (const auto& [layout, text] :
       {std::pair{Layout::mixed, ""}, std::pair{Layout::aligned, "_aligned"},
        std::pair{Layout::cold, "_cold"}}) {
    if (layout == Layout::cold && !with_cold_rows) continue;
    for (const int bytes : {8, 32, 100, 1024, 4096, 65536}) {
      const std::string op = name + text, row = op + "/" + std::to_string(bytes);
      const auto run = [=](benchmark::State& state) {
        auto& [a, b] = operands(row, static_cast<size_t>(bytes), layout, last);
        for (const auto* strings : {&a, &b})
          if (!strings->error().empty()) return state.SkipWithError(strings->error().c_str());
        for (auto _ : state) benchmark::DoNotOptimize(call(a.next(), b.next(), a.length()));
      };
      benchmark::RegisterBenchmark(op.c_str(), run)->Arg(bytes);
    }
  }
}

}  // namespace bench
