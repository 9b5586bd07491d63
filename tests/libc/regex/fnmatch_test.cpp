// SPDX-License-Identifier: MIT
// Compares fnmatch with a simple recursive function, for random patterns.
#include <fnmatch.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

// Patterns have no character classes.
bool matches(const char* pattern, const char* text) {
  if (*pattern == 0) return *text == 0;
  if (*pattern == '*') return matches(pattern + 1, text) || (*text != 0 && matches(pattern, text + 1));
  if (*text == 0) return false;
  if (*pattern == '?') return matches(pattern + 1, text + 1);
  if (*pattern == '[') {
    const char* member = pattern + 1;
    const bool negated = *member == '!';
    if (negated) ++member;
    bool found = false;
    for (; *member != ']'; ++member) {
      if (member[1] == '-' && member[2] != ']') {
        found = found || (member[0] <= *text && *text <= member[2]);
        member += 2;
      } else {
        found = found || *member == *text;
      }
    }
    return found != negated && matches(member + 1, text + 1);
  }
  if (*pattern == '\\') ++pattern;
  return *pattern == *text && matches(pattern + 1, text + 1);
}

TEST(Fnmatch, MatchesAsASimpleFunctionDoes) {
  const char* const parts[] = {"a", "b", "Z", "-", ".", "/",    "0",    "9",     "@",   ":",
                               ",", "{", "`", "*", "?", "[ab]", "[!a]", "[0-9]", "\\*", "\\a"};
  const std::string characters = "abZ-./09@:,{`*";
  std::mt19937 random(1);
  for (int round = 0; round < 200000; ++round) {
    std::string pattern, text;
    for (size_t count = random() % 6; count > 0; --count) pattern += parts[random() % std::size(parts)];
    for (size_t count = random() % 6; count > 0; --count)
      text += characters[random() % characters.size()];
    // Half of the texts are like the pattern.
    if (random() % 2) {
      text.clear();
      for (const char c : pattern)
        text += random() % 8 == 0 || c == '?' || c == '[' ? characters[random() % characters.size()] : c;
    }
    ASSERT_EQ(fnmatch(pattern.c_str(), text.c_str(), 0) == 0, matches(pattern.c_str(), text.c_str()))
        << pattern << " " << text;
  }
}
TEST(Fnmatch, EndsAPatternOfAPath) {
  EXPECT_EQ(fnmatch("a/b", "a/b", FNM_PATHNAME), 0);
  EXPECT_EQ(fnmatch("*/b", "a/b", FNM_PATHNAME), 0);
  EXPECT_NE(fnmatch("a*b", "a/b", FNM_PATHNAME), 0);
  EXPECT_NE(fnmatch("a/b", "a/bc", FNM_PATHNAME), 0);
  EXPECT_EQ(fnmatch("a/b", "a/b/c", FNM_PATHNAME | FNM_LEADING_DIR), 0);
}

}  // namespace
