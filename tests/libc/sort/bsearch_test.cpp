// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <stdlib.h>

#include <vector>

namespace {

int compare(const void* key, const void* element) {
  return *static_cast<const int*>(key) - *static_cast<const int*>(element);
}

TEST(Bsearch, FindsEachElementAndNoOther) {
  for (size_t count = 0; count <= 200; ++count) {
    std::vector<int> all(count);
    for (size_t i = 0; i < count; ++i) all[i] = static_cast<int>(2 * i);
    for (int key = -1; key <= static_cast<int>(2 * count); ++key) {
      const auto found = static_cast<const int*>(bsearch(&key, all.data(), count, sizeof key, compare));
      if (key % 2 == 0 && key < static_cast<int>(2 * count))
        ASSERT_EQ(found, &all[static_cast<size_t>(key / 2)]) << "key " << key << " of " << count;
      else
        ASSERT_EQ(found, nullptr) << "key " << key << " of " << count;
    }
  }
}

TEST(Bsearch, PassesTheKeyFirstAndThenAnElement) {
  static const long all[] = {1, 2, 3, 4, 5, 6, 7};
  static const long key = 8;
  bsearch(&key, all, 7, sizeof key, [](const void* first, const void* second) {
    EXPECT_EQ(first, &key);
    EXPECT_TRUE(second >= &all[0] && second <= &all[6]);
    return 1;
  });
}

TEST(Bsearch, EndsIfTheComparisonNeverAgrees) {
  const int key = 0, all[5] = {};
  for (const auto order :
       {+[](const void*, const void*) { return -1; }, +[](const void*, const void*) { return 1; }})
    EXPECT_EQ(bsearch(&key, all, 5, sizeof key, order), nullptr);
}

TEST(Bsearch, FindsNothingInAnEmptyArray) {
  const int key = 0;
  EXPECT_EQ(bsearch(&key, nullptr, 0, sizeof key, compare), nullptr);
}

}  // namespace
