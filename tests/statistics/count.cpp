// SPDX-License-Identifier: MIT
// count [--inject=FAULT] LENGTH CALLS: tests the results of CALLS getrandom() calls of LENGTH bytes (at
// least 16). It tests the frequency of bytes and bits by position in a ChaCha20 block of 64 bytes, and
// by distance from the end of the result. It also tests the dependence of neighboring bytes, within and
// across blocks and calls, repeated values, and runs of zeros. Prints all figures on one line, in
// standard deviations (chi_square.hpp), and then "good" or the names of the bad figures.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "tests/statistics/chi_square.hpp"
#include "tests/statistics/duplicate_values.hpp"
#include "tests/statistics/source.hpp"
#include "tests/statistics/zero_run.hpp"

namespace {

using namespace statistics;

constexpr std::size_t kBlock = 64;

// Counts each byte value at each of 64 positions.
struct Places {
  std::vector<std::uint32_t> counts = std::vector<std::uint32_t>(kBlock * 256);
  void add(std::size_t place, unsigned char byte) { ++counts[place * 256 + byte]; }

  double deviation() const {
    double sum = 0, degrees = 0;
    for (std::size_t place = 0; place < kBlock; ++place) {
      if (total(place) == 0) continue;
      sum += chi_square(&counts[place * 256], 256);
      degrees += 255;
    }
    return statistics::deviation(sum, degrees);
  }
  double total(std::size_t place) const {
    double sum = 0;
    for (unsigned byte = 0; byte < 256; ++byte) sum += counts[place * 256 + byte];
    return sum;
  }
  double ones(std::size_t place, unsigned bit) const {
    double sum = 0;
    for (unsigned byte = 0; byte < 256; ++byte) sum += (byte >> bit & 1) * counts[place * 256 + byte];
    return sum;
  }
};

// Counts pairs of adjacent bytes. Pairs must not overlap, because a chi-square test needs independent
// observations.
struct Pairs {
  std::vector<std::uint32_t> counts = std::vector<std::uint32_t>(65536);
  void add(const unsigned char* first) { add(first[0], first[1]); }
  void add(unsigned char first, unsigned char second) { ++counts[first * 256U + second]; }
  double deviation() const { return statistics::deviation(chi_square(counts.data(), 65536), 65535); }
};

class Counts {
 public:
  explicit Counts(std::size_t length, std::size_t draws) : length_(length) {
    values_.reserve(draws * (length / 16) * (length % 16 == 0 ? 1 : 2));
  }

  void add(const unsigned char* draw) {
    for (std::size_t i = 0; i < length_; ++i) by_block_.add(i % kBlock, draw[i]);
    // The libc's cipher backends store a partial last block so that it ends at the end of the buffer. So
    // count positions from the end too.
    for (std::size_t i = 1; i <= kBlock && i <= length_; ++i) by_end_.add(i - 1, draw[length_ - i]);
    for (std::size_t i = 0; i + 1 < length_; i += 2) neighbours_.add(draw + i);
    for (std::size_t i = kBlock; i < length_; i += kBlock) blocks_.add(draw + i - 1);
    if (length_ > kBlock) last_blocks_.add(draw + length_ - kBlock - 1);
    if (drawn_++ > 0) draws_.add(last_byte_, draw[0]);
    last_byte_ = draw[length_ - 1];

    // Keeps the 16-byte values, counted from the start of the buffer. If the length is not a multiple of
    // 16, also keeps the values counted from the end.
    for (std::size_t i = 0; i + 16 <= length_; i += 16) keep(draw + i);
    if (length_ % 16 != 0)
      for (std::size_t i = length_ % 16; i + 16 <= length_; i += 16) keep(draw + i);
    if (has_zero_run(draw, length_)) ++zero_runs_;
  }

  // Prints all figures and returns the names of the bad ones.
  std::string print_figures() {
    Places whole;  // the counts of all positions together, at position 0
    double total = 0, ones = 0, squares = 0, bits = 0;
    for (std::size_t i = 0; i < by_block_.counts.size(); ++i)
      whole.counts[i % 256] += by_block_.counts[i];
    for (std::size_t place = 0; place < kBlock && place < length_; ++place) {
      const double n = by_block_.total(place);
      total += 8 * n;
      for (unsigned bit = 0; bit < 8; ++bit, ++bits) {
        const double at = by_block_.ones(place, bit);
        ones += at;
        squares += (at - n / 2) * (at - n / 2) / (n / 4);
      }
    }
    figure("bytes", whole.deviation());                         // all bytes
    figure("ones", (ones - total / 2) / std::sqrt(total / 4));  // the number of bits that are 1
    figure("bits", deviation(squares, bits));                   // ones at each bit position in a block
    figure("places", by_block_.deviation());                    // bytes by position in a block
    figure("ends", by_end_.deviation());                        // bytes by distance from the end
    figure("neighbours", neighbours_.deviation());              // two adjacent bytes
    if (length_ > kBlock) {
      figure("blocks", blocks_.deviation());            // bytes on both sides of a block's end
      figure("last-blocks", last_blocks_.deviation());  // the same at the start of the last 64 bytes
    }
    figure("draws", draws_.deviation());  // last byte of a call, and first of the next
    number("duplicates", DuplicateSearch().count(values_.data(), values_.size(), 1));
    number("zero-runs", zero_runs_);
    return bad_;
  }

 private:
  void keep(const unsigned char* bytes) {
    Value value;
    std::memcpy(&value, bytes, sizeof value);
    values_.push_back(value);
  }
  void figure(const char* name, double value) {
    std::printf(" %s %+.1f", name, value);
    if (!(std::abs(value) <= kBound)) bad_ += std::string(" ") + name;
  }
  // Prints a number that must be 0.
  void number(const char* name, std::size_t value) {
    std::printf(" %s %zu", name, value);
    if (value != 0) bad_ += std::string(" ") + name;
  }

  std::size_t length_, drawn_ = 0, zero_runs_ = 0;
  unsigned char last_byte_ = 0;
  Places by_block_, by_end_;
  Pairs neighbours_, blocks_, last_blocks_, draws_;
  std::vector<Value> values_;
  std::string bad_;
};

}  // namespace

int main(int argc, char** argv) {
  const Source draw = source_from(argc, argv);
  const std::size_t length = argc == 3 ? std::strtoul(argv[1], nullptr, 0) : 0;
  const std::size_t draws = argc == 3 ? std::strtoul(argv[2], nullptr, 0) : 0;
  if (draw == nullptr || length < 16 || draws < 2) {
    std::fputs("usage: count [--inject=FAULT] LENGTH CALLS\n", stderr);
    return 2;
  }
  Counts counts(length, draws);
  // All calls use the same buffer. Bytes that a call leaves unwritten repeat the previous call's bytes,
  // and are found as duplicates.
  std::vector<unsigned char> bytes(length);
  for (std::size_t i = 0; i < draws; ++i) {
    if (!draw(bytes.data(), length)) {
      std::printf("getrandom() of %zu bytes failed: %s\n", length, std::strerror(errno));
      return 1;
    }
    counts.add(bytes.data());
  }
  const std::string bad = counts.print_figures();
  std::puts(bad.empty() ? ": good" : (": bad:" + bad).c_str());
  return bad.empty() ? 0 : 1;
}
