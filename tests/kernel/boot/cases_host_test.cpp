// SPDX-License-Identifier: MIT
// Tests the tables of kernel/boot, which list the virtual machines (guests) that run nacre's tests. Each
// row of the table "cases" must name a machine, a kernel and tests that the other tables contain. If a
// script looks for an entry that no table has, its error message must name the entry.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

std::string boot(const std::string& file) { return in_source("kernel/boot/" + file); }

std::vector<Strings> table(const char* name) { return table_rows(read_file(boot(name))); }

std::vector<std::string> cases() {
  std::vector<std::string> all;
  for (const auto& row : table("cases")) all.push_back(join(row, " "));
  return all;
}

// Returns the entries that a case names and the other tables lack. `row` is a row of kernel/boot/cases:
// tier (the set of cases that run together), architecture, kernel, draws (how getrandom() must work),
// tests, seconds, kernel arguments.
std::set<std::string> missing(const std::vector<std::string>& row) {
  std::set<std::string> names{"machine " + row[1], "tests " + row[4]};
  // kernel/patched/build-kernel builds the kernel "patched", so it is not in the table.
  if (row[2] != "patched") names.insert("kernel " + row[2]);
  for (const auto& machine : table("machines")) {
    if (machine[0] != row[1]) continue;
    names.erase("machine " + row[1]);
    for (const auto& kernel : table("kernels"))
      if (kernel[0] == machine[2] && kernel[1] == row[2]) names.erase("kernel " + row[2]);
  }
  for (const auto& tests : table("tests"))
    if (tests[0] == row[4]) names.erase("tests " + row[4]);
  return names;
}

class GuestCase : public testing::TestWithParam<std::string> {};
TEST_P(GuestCase, NamesOnlyEntriesOfTheTables) {
  EXPECT_EQ(missing(words(GetParam())), std::set<std::string>());
}
INSTANTIATE_TEST_SUITE_P(In, GuestCase, testing::ValuesIn(cases()), by_text);

// Checks missing().
TEST(GuestCases, UnknownNamesAreReported) {
  EXPECT_EQ(missing({"small", "x86_64", "2.4", "vdso", "none", "300"}),
            (std::set<std::string>{"kernel 2.4", "tests none"}));
  EXPECT_EQ(missing({"small", "vax", "patched", "vdso", "most", "300"}),
            std::set<std::string>{"machine vax"});
}

// `select-cases TIER hosts` prints the host triples (such as aarch64-linux-gnu) for which nacre must be
// built to run the cases of a tier.
TEST(GuestCases, ArchitecturesVariableSelectsCases) {
  EXPECT_TRUE(prints(Command{boot("select-cases"), "small", "hosts"}.set("ARCHITECTURES", "aarch64"),
                     "aarch64-linux-gnu"));
}

TEST(GuestCases, WithoutArchitecturesEachHostIsPrintedOnce) {
  EXPECT_TRUE(prints(Command{boot("select-cases"), "small", "hosts"}.unset("ARCHITECTURES"),
                     "x86_64-linux-gnu\naarch64-linux-gnu"));
}

TEST(GuestCases, UnknownTierIsNamed) {
  EXPECT_TRUE(fails(Command{boot("run"), in_build(), in_source(), "huge"}, "no TIER=huge"));
}

TEST(GuestCases, UnknownKernelIsNamed) {
  EXPECT_TRUE(fails(Command{boot("fetch-kernel"), "x86_64", "2.4"}, "no kernel 2.4 for x86_64"));
}

}  // namespace
