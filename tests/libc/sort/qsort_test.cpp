// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

// An order of the array, before it is sorted. keys(count) returns the keys of the elements.
struct Pattern {
  const char* name;
  std::vector<uint32_t> (*keys)(uint32_t count);
};

template <class Key>
std::vector<uint32_t> keys_by(uint32_t count, Key key) {
  std::vector<uint32_t> all(count);
  for (uint32_t i = 0; i < count; ++i) all[i] = key(i);
  return all;
}
std::mt19937 random_number(1);

const Pattern kPatterns[] = {
    {"random", [](uint32_t n) { return keys_by(n, [](uint32_t) { return random_number(); }); }},
    {"three values", [](uint32_t n) { return keys_by(n, [](auto) { return random_number() % 3; }); }},
    {"equal", [](uint32_t n) { return keys_by(n, [](uint32_t) { return 7U; }); }},
    {"ascending", [](uint32_t n) { return keys_by(n, [](uint32_t i) { return i; }); }},
    {"descending", [](uint32_t n) { return keys_by(n, [=](uint32_t i) { return n - i; }); }},
    {"descending pairs", [](uint32_t n) { return keys_by(n, [=](uint32_t i) { return (n - i) / 2; }); }},
    {"up and down",
     [](uint32_t n) { return keys_by(n, [=](uint32_t i) { return std::min(i, n - i); }); }},
    {"sawtooth", [](uint32_t n) { return keys_by(n, [](uint32_t i) { return i % 37; }); }},
    {"last is least", [](uint32_t n) { return keys_by(n, [=](uint32_t i) { return (i + 1) % n; }); }},
};

// An array of elements of any size. An element begins with its key, as far as it has room for it. The
// rest depends on the key, and on the number that the element had before the sort.
class Array {
 public:
  Array(size_t size, const std::vector<uint32_t>& keys, size_t offset)
      : size_(size), bytes_(keys.size() * size + 2 * kMargin, kOutside), begin_(kMargin + offset) {
    for (size_t i = 0; i < keys.size(); ++i) {
      char* const element = at(i);
      for (size_t k = 0; k < size; ++k)
        element[k] = static_cast<char>(k < sizeof(uint32_t) ? keys[i] >> (8 * k) : i >> (8 * (k % 4)));
      all_.insert(std::string(element, size));
    }
    count_ = keys.size();
  }

  // Sorts with qsort_r, whose argument is this object.
  void sort() { qsort_r(at(0), count_, size_, compare, this); }
  void expect_sorted() {
    std::multiset<std::string> all;
    for (size_t i = 0; i < count_; ++i) {
      if (i > 0) {
        EXPECT_LE(key(at(i - 1)), key(at(i))) << "element " << i;
      }
      all.insert(std::string(at(i), size_));
    }
    EXPECT_EQ(all, all_) << "elements were changed";
    EXPECT_TRUE(is_outside(0, begin_) && is_outside(begin_ + count_ * size_, bytes_.size()));
    EXPECT_TRUE(only_elements_) << "the comparison function got another address";
  }
  uint64_t comparisons() const { return comparisons_; }

  // Decides on the order of two elements, instead of their keys.
  std::function<int()> other_order;

 private:
  static constexpr size_t kMargin = 64;
  static constexpr char kOutside = 0x5a;

  char* at(size_t i) { return &bytes_[begin_ + i * size_]; }
  uint32_t key(const void* element) const {
    uint32_t key = 0;
    memcpy(&key, element, std::min(size_, sizeof key));
    return key;
  }
  bool is_element(const void* address) {
    const auto offset = static_cast<size_t>(static_cast<const char*>(address) - at(0));
    return offset < count_ * size_ && offset % size_ == 0;
  }
  bool is_outside(size_t first, size_t end) const {
    return std::all_of(bytes_.begin() + static_cast<ptrdiff_t>(first),
                       bytes_.begin() + static_cast<ptrdiff_t>(end),
                       [](char c) { return c == kOutside; });
  }
  static int compare(const void* a, const void* b, void* argument) {
    const auto array = static_cast<Array*>(argument);
    ++array->comparisons_;
    array->only_elements_ &= array->is_element(a) && array->is_element(b);
    if (array->other_order) return array->other_order();
    const uint32_t of_a = array->key(a), of_b = array->key(b);
    return (of_a > of_b) - (of_a < of_b);
  }

  size_t size_, count_ = 0;
  std::vector<char> bytes_;
  size_t begin_;
  std::multiset<std::string> all_;
  uint64_t comparisons_ = 0;
  bool only_elements_ = true;
};

TEST(Qsort, SortsEachSizeAndPatternAndKeepsTheElements) {
  for (const size_t size : {1, 2, 3, 4, 5, 7, 8, 12, 16, 24, 33, 100, 127, 128, 129, 600, 1025})
    for (const uint32_t count : {1, 2, 3, 4, 5, 8, 9, 17, 64, 100, 257, 1025, 3000})
      for (const Pattern& pattern : kPatterns) {
        if (size * count > 200000) continue;
        SCOPED_TRACE(pattern.name + (", size " + std::to_string(size)) + ", count " +
                     std::to_string(count));
        Array array(size, pattern.keys(count), 0);
        array.sort();
        array.expect_sorted();
      }
}

TEST(Qsort, SortsWordsThatAreNotAligned) {
  for (const size_t size : {4, 8})
    for (const size_t offset : {1, 2, 4}) {
      Array array(size, kPatterns[0].keys(2000), offset);
      array.sort();
      array.expect_sorted();
    }
}

TEST(Qsort, TakesAtMostTwoTimesTheNecessaryComparisons) {
  constexpr uint32_t kCount = 20000;
  const auto needed = static_cast<uint64_t>(kCount * 14.29);  // log2(20000)
  for (const Pattern& pattern : kPatterns)
    for (const size_t size : {4, 24}) {
      Array array(size, pattern.keys(kCount), 0);
      array.sort();
      EXPECT_LE(array.comparisons(), 2 * needed) << pattern.name << ", size " << size;
    }
}

// The array is made by an adversary that decides the order of two elements only when they are compared
// (McIlroy, A Killer Adversary for Quicksort). It makes each pivot the second least element.
class Adversary {
 public:
  explicit Adversary(int count) : values_(static_cast<size_t>(count), kOpen) {
    std::vector<int> numbers(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) numbers[static_cast<size_t>(i)] = i;
    // The array begins with a descending pair, so it is not ascending. The rest is greater, so it is not
    // descending either.
    value(0) = 1;
    value(1) = 0;
    qsort_r(numbers.data(), numbers.size(), sizeof(int), compare, this);
  }
  uint64_t comparisons() const { return comparisons_; }
  // Returns the array as the sort found it.
  std::vector<uint32_t> order() const { return {values_.begin(), values_.end()}; }

 private:
  static constexpr int kOpen = INT32_MAX;
  int& value(int number) { return values_[static_cast<size_t>(number)]; }
  static int compare(const void* a, const void* b, void* argument) {
    const auto self = static_cast<Adversary*>(argument);
    const int x = *static_cast<const int*>(a), y = *static_cast<const int*>(b);
    ++self->comparisons_;
    if (self->value(x) == kOpen && self->value(y) == kOpen)
      self->value(x == self->candidate_ ? x : y) = self->next_++;
    if (self->value(x) == kOpen) self->candidate_ = x;
    if (self->value(y) == kOpen) self->candidate_ = y;
    return self->value(x) < self->value(y) ? -1 : self->value(x) > self->value(y);
  }

  std::vector<int> values_;
  int next_ = 2, candidate_ = 0;
  uint64_t comparisons_ = 0;
};

TEST(Qsort, TakesNLogNComparisonsAgainstAnAdversary) {
  constexpr int kCount = 100000;
  const Adversary adversary(kCount);
  EXPECT_LE(adversary.comparisons(), uint64_t{kCount} * 17 * 4);
}

TEST(Qsort, SortsTheArrayOfTheAdversary) {
  // The comparisons have the same results as before, so heapsort is used as before.
  Array array(4, Adversary(100000).order(), 0);
  array.sort();
  array.expect_sorted();
}

TEST(Qsort, NeedsAtMost8KiBOfStack) {
  static uintptr_t lowest;
  for (const size_t size : {4, 24}) {
    std::vector<uint32_t> numbers(1000000 * size / 4);
    for (uint32_t& number : numbers) number = static_cast<uint32_t>(random_number());
    lowest = UINTPTR_MAX;
    qsort(numbers.data(), 1000000, size, [](const void* a, const void* b) {
      lowest = std::min(lowest, reinterpret_cast<uintptr_t>(__builtin_frame_address(0)));
      const uint32_t of_a = *static_cast<const uint32_t*>(a), of_b = *static_cast<const uint32_t*>(b);
      return (of_a > of_b) - (of_a < of_b);
    });
    EXPECT_LE(reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - lowest, 8192U);
  }
}

TEST(Qsort, StaysInTheArrayIfComparisonsAreInconsistent) {
  const std::function<int()> orders[] = {
      [] { return static_cast<int>(random_number() % 3) - 1; },
      [] { return -1; },
      [] { return 1; },
      [] { return random_number() % 8 == 0 ? -1 : 1; },
      [] { return random_number() % 8 == 0 ? 1 : -1; },
  };
  for (const size_t size : {1, 4, 8, 24, 600})
    for (const uint32_t count : {2, 9, 300, 2000})
      for (const auto& order : orders) {
        Array array(size, kPatterns[0].keys(count), 0);
        array.other_order = order;
        array.sort();
        EXPECT_LE(array.comparisons(), 40000U + count * 100U);
        // The order does not matter here. A second sort with the real order shows that no element is
        // lost.
        array.other_order = nullptr;
        array.sort();
        array.expect_sorted();
      }
}

TEST(Qsort, KeepsAllElementsIfTheComparisonThrows) {
  for (const size_t size : {4, 8, 24, 600})
    for (int calls = 0; calls < 2000; calls += 1 + calls / 7) {
      Array array(size, kPatterns[0].keys(500), 0);
      int left = calls;
      array.other_order = [&]() -> int {
        if (left-- == 0) throw 7;
        return random_number() % 2 ? -1 : 1;
      };
      try {
        array.sort();
      } catch (int thrown) {
        EXPECT_EQ(thrown, 7);
      }
      array.other_order = nullptr;
      array.sort();
      array.expect_sorted();
    }
}

TEST(Qsort, DoesNothingWithoutElements) {
  const auto never = [](const void*, const void*) -> int { abort(); };
  char bytes[] = "ba";
  qsort(nullptr, 0, 4, never);
  qsort(bytes, 1, 2, never);
  qsort(bytes, 2, 0, never);
  EXPECT_STREQ(bytes, "ba");
}

TEST(Qsort, PassesTheElementsToAFunctionWithoutArgument) {
  std::string text = "the quick brown fox jumps over the lazy dog";
  qsort(text.data(), text.size(), 1, [](const void* a, const void* b) {
    return *static_cast<const char*>(a) - *static_cast<const char*>(b);
  });
  EXPECT_TRUE(std::is_sorted(text.begin(), text.end()));
}

TEST(Qsort, MayBeCalledByTheComparison) {
  std::vector<int> numbers(400);
  for (int& number : numbers) number = static_cast<int>(random_number() % 1000);
  qsort(numbers.data(), numbers.size(), sizeof(int), [](const void* a, const void* b) {
    int pair[] = {*static_cast<const int*>(a), *static_cast<const int*>(b)};
    const int first = pair[0];
    qsort(pair, 2, sizeof(int), [](const void* x, const void* y) {
      return *static_cast<const int*>(x) - *static_cast<const int*>(y);
    });
    return pair[0] == pair[1] ? 0 : pair[0] == first ? -1 : 1;
  });
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

}  // namespace
