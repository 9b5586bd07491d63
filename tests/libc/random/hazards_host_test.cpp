// SPDX-License-Identifier: MIT
// Checks libc/random/HAZARDS.md, which describes each hazard in a section. Every hazard that code, a
// test or a mutant cites must have a section. Every section must be cited by code, and by a test or a
// mutant. Each section must list all mutants of its hazard, and tests that exist.
#include <gtest/gtest.h>

#include <set>

#include "tests/mutation/mutant.hpp"
#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/test_list.hpp"

using namespace nacre::test;

namespace {

using Names = std::set<std::string>;

// Adds the names of a list that is separated by commas.
void add_list(const std::string& list, Names& names) {
  for (const std::string& name : split(list, ','))
    names.insert(name.substr(name.find_first_not_of(' ')));
}

// Adds the hazards that a text cites: after the word "hazard" or "hazards", or in the field "hazard" of
// a mutant.
void add_cited(const std::string& text, Names& names) {
  for (const std::string& list : captures(
           text, "(?:[Hh]azards? |^hazard: )([a-z0-9]+(?:-[a-z0-9]+)+(?:, [a-z0-9]+(?:-[a-z0-9]+)+)*)"))
    add_list(list, names);
}

// Returns the hazards that files in these folders cite. Leaves out *.md files, and this file, which
// cites an invented hazard.
Names cited_under(std::initializer_list<const char*> folders) {
  Names names;
  for (const char* folder : folders)
    for (const std::string& file : files_under(in_source(folder)))
      if (!file.ends_with(".md") && !file.ends_with("hazards_host_test.cpp"))
        add_cited(read_file(in_source(folder) + "/" + file), names);
  return names;
}

// Returns the text of HAZARDS.md. Each hazard has a section with the title "### HAZARD".
std::string page() { return read_file(in_source("libc/random/HAZARDS.md")); }
Names sections(const std::string& page) { return captures(page, "^### (.*)"); }

// Returns a message for each hazard that has no section, or that code or tests do not cite.
std::vector<std::string> problems(const Names& described, const Names& code, const Names& tests) {
  std::vector<std::string> found;
  for (const Names& cited : {code, tests})
    for (const std::string& name : cited)
      if (!described.count(name)) found.push_back(name + " has no section in HAZARDS.md");
  for (const std::string& name : described) {
    if (!code.count(name)) found.push_back(name + " is not cited by code");
    if (!tests.count(name)) found.push_back(name + " is not cited by a test or mutant");
  }
  return found;
}

// All tests share these names, because reading the sources takes long.
const Names& cited_by_code() {
  static const Names names = cited_under({"libc", "support", "sysdeps"});
  return names;
}
const Names& cited_by_tests() {
  static const Names names = cited_under({"tests"});
  return names;
}

class Hazards : public testing::Test {
 protected:
  const Names described = sections(page());
  const Names code = cited_by_code();
  Names tests = cited_by_tests();
};

TEST_F(Hazards, PageAndSourcesHaveTheSameNames) {
  EXPECT_GE(described.size(), 35U);
  EXPECT_EQ(problems(described, code, tests), std::vector<std::string>());
}

TEST_F(Hazards, CitedHazardWithoutSectionIsReported) {
  add_cited("// hazard no-such-hazard", tests);
  EXPECT_EQ(problems(described, code, tests),
            std::vector<std::string>{"no-such-hazard has no section in HAZARDS.md"});
}

TEST_F(Hazards, SectionThatNothingCitesIsReported) {
  EXPECT_EQ(problems(sections(page() + "### never-cited\n"), code, tests),
            (std::vector<std::string>{"never-cited is not cited by code",
                                      "never-cited is not cited by a test or mutant"}));
}

// Returns each mutant that the page lists, with its hazard: "HAZARD: MUTANT".
Names mutants_of(const std::string& page) {
  Names pairs;
  std::string hazard;
  for (const std::string& line : lines(page)) {
    if (line.starts_with("### ")) hazard = line.substr(4);
    if (line.starts_with("- Mutants: "))
      for (const std::string& name : captures(line, "`([^`]*)`")) pairs.insert(hazard + ": " + name);
  }
  return pairs;
}
// Returns each mutant of the files *.mutants that names a hazard, as "HAZARD: MUTANT".
Names mutants_of_tests() {
  Names pairs;
  for (const auto& mutant : nacre::mutation::find_mutants(in_source("tests"))) {
    Names hazards;
    for (const std::string& list : mutant.values("hazard")) add_list(list, hazards);
    for (const std::string& hazard : hazards) pairs.insert(hazard + ": " + mutant.name());
  }
  return pairs;
}

TEST_F(Hazards, PageListsTheMutantsOfEachHazard) { EXPECT_EQ(mutants_of(page()), mutants_of_tests()); }

TEST_F(Hazards, ListedMutantThatDoesNotExistIsReported) {
  EXPECT_NE(mutants_of(replaced(page(), "`no-reservation`", "`no-reservations`")), mutants_of_tests());
}

// The parameter is a test, a file or a make goal that the page names.
class HazardReference : public testing::TestWithParam<std::string> {};

Names references() {
  Names names;
  for (const std::string& line : lines(page()))
    if (line.starts_with("- Tests: ")) names.merge(captures(line, "`([^`]*)`"));
  return names;
}

// Returns whether a test or a suite has this name. The name may also be the beginning of a longer name,
// in which the next letter is a capital.
bool test_exists(const std::string& name) {
  static const std::string listed =
      join(tests_of("nacre-tests"), "\n") + "\n" + join(tests_of("host-asan"), "\n");
  return matches(listed, "^([^ ]*/)?" + name + "([./A-Z]|$)");
}

TEST_P(HazardReference, Exists) {
  const std::string name = GetParam();
  if (name.starts_with("make "))
    EXPECT_TRUE(matches(read_file(in_source("Makefile")), "^GOALS :=.* " + name.substr(5) + "( |$)"));
  else if (name.find('/') != name.npos)
    EXPECT_TRUE(exists(in_source(name)));
  else
    EXPECT_TRUE(test_exists(name));
}
INSTANTIATE_TEST_SUITE_P(Page, HazardReference, testing::ValuesIn(references()), by_text);

}  // namespace
