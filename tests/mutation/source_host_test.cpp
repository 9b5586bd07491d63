// SPDX-License-Identifier: MIT
// Tests how the statement that a mutant changes is found and replaced in a source.
#include "tests/mutation/source.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace nacre::mutation {
namespace {

constexpr char kSource[] = R"(
// void claim() { return ready(); } is not code.
int claim(int);
int other() { return ready(); }
template <typename T>
Result<T> Pool::claim(T state) const noexcept(true) {
  if (!reserve( ) ||  // not a token: return ready();
      state == "}")
    return ready();
  return claim({state});
}
Pool::Pool(int size) : Base<int>{size}, size_{size}, owner_(1) { size_ = 0; }
int table[] = {1, 2, 1'000'000};
)";

// The error of replace_statement(), or "" if it succeeds.
std::string error_of(const std::string& function, const std::string& statement) {
  try {
    (void)replace_statement(kSource, function, statement, "");
    return "";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

// kSource with `to` in place of `from`.
std::string with(const std::string& from, const std::string& to) {
  std::string text = kSource;
  return text.replace(text.find(from), from.size(), to);
}

TEST(MutationSource, StatementIsReplacedInItsFunctionOnly) {
  EXPECT_EQ(replace_statement(kSource, "other", "return ready();", "return none();"),
            with("other() { return ready();", "other() { return none();"));
}

TEST(MutationSource, StatementIsFoundInAnotherLayout) {
  EXPECT_EQ(replace_statement(kSource, "Pool::claim",
                              "if (!reserve() || state == \"}\") return ready();", ";"),
            with("if (!reserve( ) ||  // not a token: return ready();\n      state == \"}\")\n    "
                 "return ready();",
                 ";"));
}

TEST(MutationSource, ConstructorBodyIsFoundAfterTheInitializers) {
  EXPECT_EQ(replace_statement(kSource, "Pool::Pool", "size_ = 0;", ""), with("size_ = 0;", ""));
}

TEST(MutationSource, WithoutAFunctionTheFileIsSearched) {
  EXPECT_EQ(replace_statement(kSource, "", "1'000'000", "3"), with("1'000'000", "3"));
}

TEST(MutationSource, StatementThatIsMissingIsAnError) {
  EXPECT_EQ(error_of("claim", "return none();"),
            "function claim has the statement 0 times, not once: return none();");
  EXPECT_EQ(error_of("claim", "return  \"ready()\";"),
            "function claim has the statement 0 times, not once: return  \"ready()\";");
}

TEST(MutationSource, StatementThatIsThereTwiceIsAnError) {
  EXPECT_EQ(error_of("", "return ready();"),
            "the file has the statement 2 times, not once: return ready();");
  EXPECT_EQ(error_of("claim", "state"), "function claim has the statement 2 times, not once: state");
}

TEST(MutationSource, FunctionThatIsMissingIsAnError) {
  EXPECT_EQ(error_of("reserve", "x"), "there is no function reserve");  // kSource only calls it
  EXPECT_EQ(error_of("Other::claim", "x"), "there is no function Other::claim");
}

TEST(MutationSource, EmptyStatementIsAnError) {
  EXPECT_EQ(error_of("claim", "/* */"), "the statement is empty");
}

TEST(MutationSource, UnbalancedBracketIsAnError) {
  EXPECT_THROW((void)replace_statement("void f() { g(;", "f", "g", "h"), std::runtime_error);
}

TEST(MutationSource, PartOfATokenIsNotTheToken) {
  EXPECT_EQ(error_of("other", "read"), "function other has the statement 0 times, not once: read");
}

}  // namespace
}  // namespace nacre::mutation
