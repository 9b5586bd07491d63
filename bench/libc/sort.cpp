// SPDX-License-Identifier: MIT
// Measures sorting and binary search. Each call of a sort function gets a fresh copy of its input, and
// the copy is part of the time.
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "bench/libc/add.hpp"
#include "bench/libc/rows.hpp"

namespace bench {
namespace {

int compare_ints(const void* a, const void* b) {
  const int of_a = *static_cast<const int*>(a), of_b = *static_cast<const int*>(b);
  return (of_a > of_b) - (of_a < of_b);
}
int compare_ints_with_argument(const void* a, const void* b, void*) { return compare_ints(a, b); }
int compare_strings(const void* a, const void* b) {
  return strcmp(*static_cast<const char* const*>(a), *static_cast<const char* const*>(b));
}

// Returns `count` integers below `limit`.
std::vector<int> random_ints(size_t count, unsigned limit) {
  std::mt19937 random(1);
  std::vector<int> all(count);
  for (int& number : all) number = static_cast<int>(random() % limit);
  return all;
}

// Returns `count` words of 4 to 19 letters. They exist as long as the program.
std::vector<const char*> random_words(size_t count) {
  static std::vector<std::string> words;
  std::mt19937 random(1);
  words.assign(count, "");
  std::vector<const char*> all;
  for (std::string& word : words) {
    word.resize(4 + random() % 16);
    for (char& letter : word) letter = static_cast<char>('a' + random() % 26);
    all.push_back(word.c_str());
  }
  return all;
}

// Measures sort(elements, count). less(a, b) is the order that the elements must have.
template <class Element, class Sort, class Less>
void add_sort(const char* name, const std::vector<Element>& input, Sort sort, Less less) {
  const auto run = [=](benchmark::State& state) {
    std::vector<Element> sorted(input.size());
    for (auto _ : state) {
      std::copy(input.begin(), input.end(), sorted.begin());
      sort(sorted.data(), sorted.size());
      benchmark::ClobberMemory();
    }
    if (!std::is_sorted(sorted.begin(), sorted.end(), less))
      state.SkipWithError("the result is not sorted");
  };
  benchmark::RegisterBenchmark(name, run)->Arg(static_cast<int64_t>(input.size() * sizeof(Element)));
}

}  // namespace

void register_sort() {
  constexpr size_t kMany = 100000;
  const auto all_different = random_ints(kMany, 1U << 31);
  auto ascending = all_different;
  std::sort(ascending.begin(), ascending.end());

  const auto sort_ints = [](int* all, size_t n) { qsort(all, n, sizeof *all, compare_ints); };
  add_sort("sort/qsort_random", all_different, sort_ints, std::less());
  add_sort("sort/qsort_random", random_ints(64, 1U << 31), sort_ints, std::less());
  add_sort("sort/qsort_sorted", ascending, sort_ints, std::less());
  add_sort("sort/qsort_few_values", random_ints(kMany, 8), sort_ints, std::less());
  add_sort(
      "sort/qsort_strings", random_words(10000),
      [](const char** all, size_t n) { qsort(all, n, sizeof *all, compare_strings); },
      [](const char* a, const char* b) { return strcmp(a, b) < 0; });
  add_sort(
      "sort/qsort_r_random", all_different,
      [](int* all, size_t n) { qsort_r(all, n, sizeof *all, compare_ints_with_argument, nullptr); },
      std::less());

  static const auto haystack = ascending;
  static const auto keys = [&] {
    std::array<int, 1024> some;
    std::copy_n(all_different.begin(), some.size(), some.begin());
    return some;
  }();
  add_over(
      "sort/bsearch", keys,
      [](int key) { return bsearch(&key, haystack.data(), haystack.size(), sizeof key, compare_ints); },
      [](int key, const void* found) {
        return found != nullptr && *static_cast<const int*>(found) == key;
      });
}

}  // namespace bench
