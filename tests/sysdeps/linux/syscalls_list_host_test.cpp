// SPDX-License-Identifier: MIT
// Tests sysdeps/linux/syscalls.list. Each function in this list must be described and tested. A program
// that is linked statically must contain only those that it calls.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

std::string read_list() { return read_file(in_source("sysdeps/linux/syscalls.list")); }

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const Strings& row : table_rows(read_list())) found.push_back(row[0]);
  return found;
}

// Does the header declare the function, after a comment that names this version of Linux?
bool header_describes(const std::string& header, const std::string& name, const std::string& since) {
  bool about_version = false, names_version = false;
  for (const std::string& line : lines(read_file(in_source("libc/include/" + header)))) {
    if (line.starts_with("/*")) names_version = false;
    // These rows of the comment are about versions.
    if (matches(line, " \\* (Since|Old) ")) about_version = true;
    if (about_version && captures(line, "Linux ([0-9.]+[0-9])").count(since)) names_version = true;
    if (line.find("*/") != line.npos) about_version = false;
    if (matches(line, "^[a-z].*\\(") && line.find(name + "(") != line.npos) return names_version;
  }
  return false;
}

// Returns what is wrong with the description of a function, or an empty text. A function in one of
// musl's headers is described in the list, by a comment with a line "# Returns". A function in a header
// <nacre/...> is described there.
std::string problem(const std::string& list, const std::string& name) {
  bool described = false;
  for (const std::string& line : lines(list)) {
    const std::vector<std::string> fields = words(line);
    if (fields.empty()) described = false;
    if (line.starts_with("# Returns")) described = true;
    if (fields.empty() || fields[0] != name) continue;
    const std::string &since = fields.at(2), &header = fields.at(4);
    if ((described && !header.starts_with("nacre")) || header_describes(header, name, since)) return "";
    return "<" + header + "> does not say which Linux version introduced " + name;
  }
  return name + " is not in the list";
}

class SyscallOfTheList : public testing::TestWithParam<std::string> {};
TEST_P(SyscallOfTheList, IsDescribed) { EXPECT_EQ(problem(read_list(), GetParam()), ""); }
INSTANTIATE_TEST_SUITE_P(Of, SyscallOfTheList, testing::ValuesIn(names()), by_text);

TEST(SyscallsList, ReportsANameThatTheListLacks) {
  EXPECT_EQ(problem(read_list(), "mine_read"), "mine_read is not in the list");
}
TEST(SyscallsList, ReportsAVersionThatTheHeaderDoesNotName) {
  const std::string list =
      replaced(read_list(), "nacre_cachestat SYS_cachestat 6.5", "nacre_cachestat SYS_cachestat 6.4");
  EXPECT_EQ(problem(list, "nacre_cachestat"),
            "<nacre/memory.h> does not say which Linux version introduced nacre_cachestat");
}

// Adds a function to the list, but no call to tests/libc/pass_through_test.cpp. The test there must
// report this.
TEST(SyscallsList, ReportsAFunctionWithoutCallInTheTest) {
  const TemporaryFolder folder;
  const std::string list =
      folder.file("list", read_list() + "mine_read SYS_close 1.0 no unistd.h int(int file)\n");
  const Output names = Command{in_source("tests/libc/make-pass-through-names"), list}.run();
  ASSERT_EQ(names.status, 0) << names.err;
  const std::string objects = in_build("tests/nacre/"), program = folder.path("tests");
  ASSERT_TRUE(
      succeeds(Command{in_sysroot("bin/nacre-g++"), "-std=c++20", "-static", "-I" + in_source(), "-o",
                       program, folder.file("names.cpp", names.out)}
                   .add({objects + "tests/libc/pass_through_test.o", objects + "tests/support/trace.o",
                         objects + "tests/sysdeps/linux/" + setting("ARCH") + "/vdso_code.o",
                         objects + "gtest.o", objects + "main.o"})));
  EXPECT_TRUE(fails(Command{program, "--gtest_color=no", "--gtest_filter=PassThroughCalls.*"},
                    "mine_read is in syscalls.list, and has no call"));
}

// A program that calls mseal.
class ProgramWithOneSyscall : public testing::Test {
 protected:
  void SetUp() override {
    compiled = succeeds(
        Command{in_sysroot("bin/nacre-gcc"), "-D_GNU_SOURCE", "-static", "-x", "c", "-", "-o", program}
            .input("#include <sys/mman.h>\n"
                   "int main(void) { return mseal(0, 0, 1) != -1; }\n"));
  }
  const TemporaryFolder folder;
  const std::string program = folder.path("one");
  testing::AssertionResult compiled = testing::AssertionFailure();
};
TEST_F(ProgramWithOneSyscall, IsCompiled) { EXPECT_TRUE(compiled); }
TEST_F(ProgramWithOneSyscall, ContainsItsFunction) {
  EXPECT_TRUE(prints_match(Command{"nm", program}, " T mseal$"));
}
// Looks only for some functions of the list, by the beginnings of their names.
TEST_F(ProgramWithOneSyscall, ContainsNoOtherFunctionOfTheList) {
  const Output symbols = Command{"nm", program}.run();
  EXPECT_EQ(symbols.status, 0);
  EXPECT_FALSE(matches(symbols.out, " T (pkey_|process_m|nacre_|__nacre_cancellable)"));
}

}  // namespace
