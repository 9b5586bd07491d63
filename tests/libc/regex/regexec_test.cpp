// SPDX-License-Identifier: MIT
// Compares regexec with a search that tries all substrings, for random extended regular expressions.
#include <gtest/gtest.h>
#include <locale.h>
#include <regex.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using Places = std::set<size_t>;

// A text, and how it is matched.
struct Subject {
  std::string text;
  bool newline, ignore_case, begins_line, ends_line;
};

// A part of a regular expression.
struct Node {
  enum Kind { kSet, kBegin, kEnd, kSequence, kChoice, kRepeat } kind = kSequence;
  std::string text;            // of a kSet
  std::string members;         // of a kSet
  bool negated = false;        // of a kSet
  size_t least = 0, most = 0;  // of a kRepeat; most == 0 means no limit
  std::vector<Node> parts;

  std::string pattern() const {
    std::string result;
    switch (kind) {
      case kSet: return text;
      case kBegin: return "^";
      case kEnd: return "$";
      case kRepeat:
        return "(" + parts[0].pattern() + ")" +
               (most == 1    ? "?"
                : most != 0  ? "{1,2}"
                : least == 0 ? "*"
                             : "+");
      case kSequence:
        for (const Node& part : parts)
          result += part.kind == kChoice ? "(" + part.pattern() + ")" : part.pattern();
        return result;
      case kChoice:
        for (const Node& part : parts) result += (result.empty() ? "" : "|") + part.pattern();
        return result;
    }
    return result;
  }

  // Returns the ends of all matches that begin at one of the places.
  Places ends(const Subject& subject, const Places& begins) const {
    const std::string& all = subject.text;
    Places result;
    switch (kind) {
      case kSet:
        for (const size_t place : begins) {
          if (place == all.size()) continue;
          const char c = all[place];
          bool found = members.find(c) != std::string::npos;
          if (subject.ignore_case)
            found = members.find(static_cast<char>(tolower(c))) != std::string::npos ||
                    members.find(static_cast<char>(toupper(c))) != std::string::npos;
          if (negated && subject.newline && c == '\n') continue;
          if (found != negated) result.insert(place + 1);
        }
        break;
      case kBegin:
        for (const size_t place : begins)
          if ((place == 0 && subject.begins_line) ||
              (place > 0 && subject.newline && all[place - 1] == '\n'))
            result.insert(place);
        break;
      case kEnd:
        for (const size_t place : begins)
          if (place == all.size() ? subject.ends_line : subject.newline && all[place] == '\n')
            result.insert(place);
        break;
      case kSequence:
        result = begins;
        for (const Node& part : parts) result = part.ends(subject, result);
        break;
      case kChoice:
        for (const Node& part : parts) result.merge(part.ends(subject, begins));
        break;
      case kRepeat: {
        Places now = begins;
        if (least == 0) result = begins;
        for (size_t count = 1; !now.empty() && (most == 0 ? count <= all.size() + 1 : count <= most);
             ++count) {
          now = parts[0].ends(subject, now);
          if (count >= least) result.insert(now.begin(), now.end());
        }
        break;
      }
    }
    return result;
  }
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}
  size_t below(size_t limit) { return random_() % limit; }

  // An anchor in a part that may be empty, as in (^a)*b, also applies to other parts in musl. So anchors
  // are at the ends of the whole expression, or in alternatives that are never empty.
  Node whole() {
    if (below(3) == 0) return choice(0, true);
    return sequence(2, true);
  }
  std::string text() {
    std::string result;
    for (size_t length = below(14); result.size() < length;) result += "aaabbcdABC\n"[below(11)];
    return result;
  }

 private:
  Node choice(int depth, bool has_anchors) {
    Node node;
    node.kind = Node::kChoice;
    for (size_t count = 2 + below(2); count > 0; --count)
      node.parts.push_back(sequence(depth, has_anchors));
    return node;
  }
  Node expression(int depth) {
    return depth > 0 && below(3) == 0 ? choice(depth - 1, false) : sequence(depth, false);
  }
  Node sequence(int depth, bool has_anchors) {
    Node node;
    if (has_anchors && below(6) == 0) node.parts.push_back(anchor(Node::kBegin));
    for (size_t count = 1 + below(3); count > 0; --count) node.parts.push_back(part(depth));
    if (has_anchors && below(8) == 0) node.parts.push_back(anchor(Node::kEnd));
    return node;
  }
  static Node anchor(Node::Kind kind) {
    Node node;
    node.kind = kind;
    return node;
  }
  Node part(int depth) {
    Node node;
    if (depth > 0 && below(3) == 0) {
      node.kind = Node::kRepeat;
      static constexpr size_t kLimits[][2] = {{0, 0}, {1, 0}, {0, 1}, {1, 2}};
      const auto& limits = kLimits[below(4)];
      node.least = limits[0], node.most = limits[1];
      node.parts.push_back(expression(depth - 1));
      return node;
    }
    if (depth > 0 && below(4) == 0) return expression(depth - 1);
    return set();
  }
  Node set() {
    static const struct {
      const char *text, *members;
      bool negated;
    } kSets[] = {{"a", "a", false},      {"b", "b", false},   {"c", "c", false},
                 {"d", "d", false},      {"B", "B", false},   {".", "", true},
                 {"[ab]", "ab", false},  {"[^a]", "a", true}, {"[[:lower:]]", "abcd", false},
                 {"[a-c]", "abc", false}};
    const auto& chosen = kSets[below(std::size(kSets))];
    Node node;
    node.kind = Node::kSet;
    node.text = chosen.text, node.members = chosen.members, node.negated = chosen.negated;
    return node;
  }
  std::mt19937 random_;
};

struct Match {
  bool found;
  size_t begin, end;
  bool operator==(const Match&) const = default;
};
void PrintTo(const Match& match, std::ostream* stream) {
  *stream << (match.found ? "match " : "no match ") << match.begin << " to " << match.end;
}

// Returns the longest of the matches that begin first.
Match search(const Node& node, const Subject& subject) {
  for (size_t begin = 0; begin <= subject.text.size(); ++begin) {
    const Places ends = node.ends(subject, {begin});
    if (!ends.empty()) return {true, begin, *ends.rbegin()};
  }
  return {false, 0, 0};
}

class Regexec : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { ASSERT_NE(setlocale(LC_CTYPE, GetParam()), nullptr); }
  void TearDown() override { setlocale(LC_CTYPE, "C"); }
};

TEST_P(Regexec, FindsAMatchIfThereIsOne) {
  Maker maker(1);
  for (int round = 0; round < 6000; ++round) {
    const Node node = maker.whole();
    const std::string pattern = node.pattern();
    const bool newline = maker.below(3) == 0,
               ignore_case = maker.below(4) == 0 && pattern.find("[:") == std::string::npos;
    const int flags = REG_EXTENDED | (newline ? REG_NEWLINE : 0) | (ignore_case ? REG_ICASE : 0);
    regex_t compiled, without_places;
    ASSERT_EQ(regcomp(&compiled, pattern.c_str(), flags), 0) << pattern;
    ASSERT_EQ(regcomp(&without_places, pattern.c_str(), flags | REG_NOSUB), 0) << pattern;
    for (int texts = 0; texts < 12; ++texts) {
      const bool begins_line = maker.below(5) != 0, ends_line = maker.below(5) != 0;
      const Subject subject{maker.text(), newline, ignore_case, begins_line, ends_line};
      const int where = (begins_line ? 0 : REG_NOTBOL) | (ends_line ? 0 : REG_NOTEOL);
      regmatch_t places[12] = {};
      const bool found = regexec(&compiled, subject.text.c_str(), std::size(places), places, where) == 0;
      const Match match{found, found ? static_cast<size_t>(places[0].rm_so) : 0,
                        found ? static_cast<size_t>(places[0].rm_eo) : 0};
      const Match expected = search(node, subject);
      ASSERT_EQ(match.found, expected.found)
          << pattern << " in " << subject.text << ", flags " << flags << " " << where;
      ASSERT_EQ(match, expected) << pattern << " in " << subject.text << ", flags " << flags << " "
                                 << where;
      // The places do not depend on the number of places that the caller wants.
      for (size_t count = 1; found && count < 5; ++count) {
        regmatch_t fewer[5] = {};
        ASSERT_EQ(regexec(&compiled, subject.text.c_str(), count, fewer, where), 0) << pattern;
        for (size_t i = 0; i < count; ++i) {
          ASSERT_EQ(fewer[i].rm_so, places[i].rm_so)
              << pattern << " in " << subject.text << ", place " << i;
          ASSERT_EQ(fewer[i].rm_eo, places[i].rm_eo)
              << pattern << " in " << subject.text << ", place " << i;
        }
      }
      ASSERT_EQ(regexec(&without_places, subject.text.c_str(), 0, nullptr, where) == 0, found)
          << pattern;
      ASSERT_EQ(regexec(&compiled, subject.text.c_str(), 0, nullptr, where) == 0, found) << pattern;
    }
    regfree(&compiled);
    regfree(&without_places);
  }
}
INSTANTIATE_TEST_SUITE_P(In, Regexec, testing::Values("C", "C.UTF-8"),
                         [](const auto& info) { return std::string(info.index == 0 ? "C" : "Utf8"); });

// Returns the place of the match, or -1.
long place(const char* pattern, const std::string& text, int syntax = REG_EXTENDED) {
  regex_t compiled;
  regmatch_t match;
  EXPECT_EQ(regcomp(&compiled, pattern, syntax), 0);
  const int status = regexec(&compiled, text.c_str(), 1, &match, 0);
  regfree(&compiled);
  return status == 0 ? static_cast<long>(match.rm_so) : -1;
}

TEST(RegexecPlaces, AreRightBehindALongText) {
  const std::string dots(5000, '.');
  EXPECT_EQ(place("(start|main|index)\\.(htm|html) ", dots + "maindex.html "), 5002);
  EXPECT_EQ(place("abc", dots + "ababc"), 5002);
  EXPECT_EQ(place("abc", dots), -1);
  EXPECT_EQ(place("^abc", "." + dots + "abc"), -1);
  EXPECT_EQ(place("^abc|b", "." + dots + "abc"), 5002);
  EXPECT_EQ(place("$", dots), 5000);
  EXPECT_EQ(place("x*$", dots + "xx"), 5000);
  EXPECT_EQ(place("\\<abc", dots + "xabc abc"), 5005);
  EXPECT_EQ(place("\\(a\\)\\1", dots + "aba.aa", 0), 5004);
}
// An expression with this many states does not fit the memory on the stack.
TEST(RegexecPlaces, AreRightForALongExpression) {
  std::string pattern = "(";
  for (int i = 0; i < 200; ++i) pattern += "(word" + std::to_string(i) + ")|";
  pattern += "end)";
  EXPECT_EQ(place(pattern.c_str(), "the word199 is near the end"), 4);
  EXPECT_EQ(place(pattern.c_str(), "the last is near the end"), 21);
}
TEST(RegexecPlaces, CountBytesInUtf8) {
  ASSERT_NE(setlocale(LC_CTYPE, "C.UTF-8"), nullptr);
  EXPECT_EQ(place("b", "größer 日本 b"), 16);
  EXPECT_EQ(place("ö", "größer"), 2);
  EXPECT_EQ(place("[^a-z]", "größer"), 2);
  EXPECT_EQ(place("b",
                  "\xff"
                  "b"),
            -1);
  EXPECT_EQ(place("b",
                  "aa\xff"
                  "b"),
            -1);
  EXPECT_EQ(place("b", "ab\xff"), -1);
  setlocale(LC_CTYPE, "C");
  EXPECT_EQ(place("b",
                  "aa\xff"
                  "b"),
            3);
  EXPECT_EQ(place("\xff",
                  "aa\xff"
                  "b"),
            2);
}

}  // namespace
