// SPDX-License-Identifier: MIT
// Tests that C++ exceptions pass through the functions of the libc that call a callback, such as qsort.
// These functions, and no others, have unwind tables that are loaded with the program.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// The parameters are the compiler, the link mode, and a case of the test program.
class ExceptionBy : public testing::TestWithParam<std::tuple<std::string, std::string, std::string>> {
 protected:
  void SetUp() override {
    if (setting("ARCH") == "arm")
      GTEST_SKIP() << "on arm, unwind tables have another format, and the libc has none";
    SKIP_WITHOUT_CXX();
    if (find_program(compiler()).empty())
      GTEST_SKIP() << "there is no " << compiler() << " on this machine";
    SKIP_WITHOUT_MODE(mode());
  }
  std::string compiler() const { return std::get<0>(GetParam()); }
  std::string mode() const { return std::get<1>(GetParam()); }
  std::string name() const { return std::get<2>(GetParam()); }

  std::string program(const std::string& source) const {
    return built(Command{in_sysroot("bin/nacre-" + compiler()), "-O1",
                         in_source("tests/libc/unwinding/projects/" + source)}
                     .add(link_options(mode())));
  }
};
auto by_modes(std::vector<std::string> names) {
  return testing::Combine(testing::Values("g++", "clang++"),
                          testing::Values("static", "static-pie", "dynamic"), testing::ValuesIn(names));
}

class ExceptionFromCallbacks : public ExceptionBy {};
TEST_P(ExceptionFromCallbacks, ArrivesAtTheCaller) {
  EXPECT_TRUE(prints(Command{program("callbacks.cpp")}, "20 callbacks"));
}
INSTANTIATE_TEST_SUITE_P(By, ExceptionFromCallbacks, by_modes({"all"}), by_texts);

// The third parameter is a case of once.cpp, which describes it.
class ExceptionInPthreadOnce : public ExceptionBy {};
TEST_P(ExceptionInPthreadOnce, HasTheRequiredEffect) {
  EXPECT_TRUE(succeeds(Command{program("once.cpp"), name()}));
}
INSTANTIATE_TEST_SUITE_P(By, ExceptionInPthreadOnce,
                         by_modes({"again", "nested", "inner-only", "cleanup-handler", "waiting-thread",
                                   "leaves-thread", "uncaught"}),
                         by_texts);

// Returns the members of libc.a with unwind tables that are loaded (.eh_frame).
std::set<std::string> with_loaded_tables() {
  std::set<std::string> names;
  std::string member;
  const Output output = Command{"readelf", "-SW", in_sysroot("lib/libc.a")}.set("LC_ALL", "C").run();
  for (const std::string& line : lines(output.out)) {
    if (line.starts_with("File: ")) {
      member = line.substr(line.find('(') + 1);
      member = member.substr(0, member.find('.'));
    } else if (line.find(" .eh_frame ") != line.npos) {
      names.insert(member);
    }
  }
  return names;
}
// Returns the members that call a callback, from the list that the build uses.
std::set<std::string> that_call_back() {
  std::set<std::string> names;
  for (const std::string& line : lines(read_file(in_source("libc/unwinding/callbacks.mk"))))
    if (line.starts_with("CALLBACKS "))
      for (const std::string& word : words(line.substr(line.find('=') + 1))) names.insert(word);
  return names;
}

TEST(LoadedTables, AreThoseOfFunctionsThatCallBack) {
  if (setting("ARCH") == "arm") GTEST_SKIP() << "on arm, unwind tables have another format";
  EXPECT_EQ(with_loaded_tables(), that_call_back());
}
// Shows that the test above does not compare two empty sets.
TEST(LoadedTables, ListIsRead) { EXPECT_GT(that_call_back().size(), 15U); }

}  // namespace
