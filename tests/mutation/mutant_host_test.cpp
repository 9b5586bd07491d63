// SPDX-License-Identifier: MIT
// Tests the parser of files *.mutants, and the changes that a mutant makes in a source.
#include "tests/mutation/mutant.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace nacre::mutation {
namespace {

constexpr char kFields[] = R"(name: both
file: a.cpp
function: f
statement: one(1,
    2);
replace_by:
function: g
statement: two();
replace_by: three();
killed_by: Suite.One*
killed_by: Suite.Two*
why: It must.
)";

// The error that parse() throws, or "" if the text is valid.
std::string error_of(const std::string& text) {
  try {
    (void)parse(text);
    return "";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

std::string without(const std::string& line) {
  std::string text = kFields;
  return text.erase(text.find(line), line.size());
}

TEST(Mutant, ChangesEachStatementInItsFunction) {
  const std::vector<Mutant> mutants = parse(kFields);
  ASSERT_EQ(mutants.size(), 1U);
  EXPECT_EQ(mutants[0].changed("f() { one(1, 2); } g() { one(1, 2); two(); }"),
            "f() {  } g() { one(1, 2); three(); }");
}

TEST(Mutant, MayBeKilledBySeveralFilters) {
  EXPECT_EQ(parse(kFields)[0].values("killed_by"),
            (std::vector<std::string>{"Suite.One*", "Suite.Two*"}));
}

TEST(Mutant, IsSeparatedFromTheNextByAnEmptyLine) {
  EXPECT_EQ(parse(std::string("\n") + kFields + "\n\n" + kFields).size(), 2U);
}

TEST(Mutant, MayHaveCommentLines) {
  const std::vector<Mutant> mutants = parse(std::string("# Mutants of a.cpp\n\n") + kFields);
  ASSERT_EQ(mutants.size(), 1U);
  EXPECT_EQ(mutants[0].name(), "both");
}

TEST(Mutant, NeedsEachField) {
  for (const char* line : {"name: both\n", "file: a.cpp\n", "why: It must.\n", "replace_by: three();\n"})
    EXPECT_NE(error_of(without(line)), "") << line;
  EXPECT_NE(error_of("name: a\nfile: a\nwhy: a\nkilled_by: a\n"), "");
  EXPECT_NE(error_of("name: a\nfile: a\nwhy: a\nstatement: a\nreplace_by: a\n"), "");
}

TEST(Mutant, RejectsUnknownAndRepeatedFields) {
  EXPECT_EQ(error_of(std::string(kFields) + "whi: x\n"), "unknown field 'whi'");
  EXPECT_EQ(error_of(std::string(kFields) + "why: x\n"), "need exactly one field 'why'");
  EXPECT_EQ(error_of("nothing\n"), "not a field: nothing");
}

}  // namespace
}  // namespace nacre::mutation
