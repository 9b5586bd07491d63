// SPDX-License-Identifier: MIT
// Calls the string functions with random arguments: a sample of `make fuzz-string`.
#include "tests/libc/string/differential.hpp"

#include <gtest/gtest.h>

#include "tests/libc/string/backends.hpp"

using namespace nacre::test;

namespace {

class StringDifferential : public testing::TestWithParam<StringBackend> {};
TEST_P(StringDifferential, ResultsAreThoseOfPlainLoops) {
  const UseStringBackend use(GetParam());
  Differential differential(1);
  for (int i = 0; i < 50000; ++i) differential.round();
}
INSTANTIATE_TEST_SUITE_P(, StringDifferential, testing::ValuesIn(string_backends()),
                         [](const auto& info) { return text_of(info.param); });

}  // namespace
