// SPDX-License-Identifier: MIT
// Tests the output of nacre-info --json. Python must be able to read it, and the manual page must
// describe each member.
#include <gtest/gtest.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <regex>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

const std::string kInfo = in_sysroot("bin/nacre-info");

class NacreInfoJson : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(kInfo)) GTEST_SKIP() << "this sysroot has no C++ library";
  }
  static Command info() { return Command{kInfo, "--json"}.unset("NACRE_RANDOM"); }
};

class NacreInfoJsonInPython : public NacreInfoJson {
 protected:
  void SetUp() override {
    NacreInfoJson::SetUp();
    if (find_program("python3").empty()) GTEST_SKIP() << "this machine has no python3";
  }
  // Succeeds if the output is JSON and a Python expression is true. In the expression, d is the output.
  static testing::AssertionResult is_true(const std::string& expression, const Command& command) {
    const Output output = command.run();
    if (output.status != 0) return testing::AssertionFailure() << output.all();
    const std::string program =
        "import json, sys; d = json.load(sys.stdin); sys.exit(0 if " + expression + " else 1)";
    return succeeds(Command{"python3", "-c", program}.input(output.out)) << output.out;
  }
};

TEST_F(NacreInfoJsonInPython, HasTheKernel) {
  utsname kernel;
  uname(&kernel);
  EXPECT_TRUE(is_true(std::string("d['kernel']['release'] == '") + kernel.release + "'", info()));
}
TEST_F(NacreInfoJsonInPython, HasThePageSize) {
  EXPECT_TRUE(is_true("d['draws']['page_bytes'] == " + std::to_string(sysconf(_SC_PAGESIZE)), info()));
}
TEST_F(NacreInfoJsonInPython, HasEachCost) {
  EXPECT_TRUE(is_true("len(d['costs']) == 4 and all(c['nanoseconds'] > 0 for c in d['costs'])", info()));
}
TEST_F(NacreInfoJsonInPython, HasNoCostsWithNoMeasure) {
  EXPECT_TRUE(is_true("d['costs'] is None", info().add({"--no-measure"})));
}
TEST_F(NacreInfoJsonInPython, HasReasonsAndHelp) {
  EXPECT_TRUE(
      is_true("d['draws']['path'] == 'syscall' and d['draws']['reason'] == 'NACRE_RANDOM=syscall' and "
              "d['draws']['help']",
              info().set("NACRE_RANDOM", "syscall")));
}
TEST_F(NacreInfoJsonInPython, IsValidIfNacreRandomHasSpecialCharacters) {
  EXPECT_TRUE(is_true("d['NACRE_RANDOM']['value'].startswith('a\"\\\\')",
                      info().add({"--no-measure"}).set("NACRE_RANDOM", "a\"\\\tb")));
}
TEST_F(NacreInfoJsonInPython, HasAtMostOneChosenBackendAndItIsUsable) {
  EXPECT_TRUE(
      is_true("all(v['usable'] for v in d['vectors'] if v['chosen']) and sum(v['chosen'] for v in "
              "d['vectors']) <= 1",
              info()));
}

// Returns the members that a manual page does not describe.
std::vector<std::string> not_described(const std::set<std::string>& members, const std::string& page) {
  std::vector<std::string> missing;
  for (const std::string& member : members)
    if (!matches(page, "^\\.(Pq |It )?Cm (.* )?" + member + "( |$)")) missing.push_back(member);
  return missing;
}

TEST_F(NacreInfoJson, PageDescribesEachMember) {
  static const std::regex name("\"([A-Za-z_]*)\": ");
  const std::string text = info().run().out, page = read_file(in_source("libc/man/nacre-info.1"));
  std::set<std::string> members;
  for (std::sregex_iterator match(text.begin(), text.end(), name), end; match != end; ++match)
    members.insert((*match)[1]);
  EXPECT_GT(members.size(), 20U);
  EXPECT_EQ(not_described(members, page), std::vector<std::string>());
  // Shows that the check above can fail.
  EXPECT_EQ(not_described(members, replaced(page, "\n.Cm backend_from", "\n.Cm other")),
            std::vector<std::string>{"backend_from"});
}

}  // namespace
