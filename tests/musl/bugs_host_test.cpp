// SPDX-License-Identifier: MIT
// Tests the bugs of musl that nacre fixes (libc/musl/FIXES.md). Each case of each program in this
// folder must pass on nacre, static and dynamic. It must fail on stock musl, which shows that it
// detects the bug. The case "ordinary" must pass on both.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/parallel.hpp"

using namespace nacre::test;

namespace {

constexpr int kCannotRun = 3;  // exit status of a case that this machine cannot run
constexpr int kTimeOut = 124;  // status of a Command that exceeded its time

std::vector<std::string> programs() {
  std::vector<std::string> names = files_under(in_source("tests/musl"), ".c");
  for (std::string& name : names) name.resize(name.size() - 2);
  return names;
}

std::string source(const std::string& program) { return in_source("tests/musl/" + program + ".c"); }

// Reads the cases from a program's source, as "NAME CLAIM". The program prints the same for --list.
std::vector<std::string> cases(const std::string& program) {
  static const std::regex one("\\{\"([^\"]*)\", \"([^\"]*)\", *\\w+\\}");
  const std::string text = read_file(source(program));
  const std::string table = text.substr(text.find("\nCASES("));
  std::vector<std::string> found;
  for (std::sregex_iterator match(table.begin(), table.end(), one), end; match != end; ++match)
    found.push_back((*match)[1].str() + " " + (*match)[2].str());
  return found;
}

// Returns all pairs "LIBC PROGRAM", where LIBC is static, dynamic or stock. A program whose source has a
// comment `build: static` is not built dynamic.
std::vector<std::string> builds() {
  std::vector<std::string> found;
  for (const std::string& program : programs())
    for (const char* libc : {"static", "dynamic", "stock"})
      if (std::string(libc) != "dynamic" || !matches(read_file(source(program)), "^/\\* build: static"))
        found.push_back(std::string(libc) + " " + program);
  return found;
}

// Returns "LIBC PROGRAM CASE" for each case of each build.
std::vector<std::string> all_cases() {
  std::vector<std::string> found;
  for (const std::string& built : builds())
    for (const std::string& line : cases(words(built)[1])) found.push_back(built + " " + words(line)[0]);
  return found;
}

// In the functions below, `test` is "LIBC PROGRAM" or "LIBC PROGRAM CASE".
bool is_left_out(const std::string& test) {
  return test.starts_with("dynamic ") && !exists(in_sysroot("lib/libc.so"));
}

std::string program_of(const TemporaryFolder& folder, const std::string& test) {
  return folder.path(words(test)[1] + "." + words(test)[0]);
}

Command compiler(const TemporaryFolder& folder, const std::string& test) {
  const bool stock = test.starts_with("stock ");
  Command command{in_build(stock ? "stock/bin/nacre-gcc" : "sysroot/bin/nacre-gcc"), "-O1", "-g0",
                  "-std=gnu11", "-Wall"};
  if (!test.starts_with("dynamic ")) command.add({"-static"});
  // The folder is for the test program res_msend.c, which includes an internal file of musl.
  return command.add({"-iquote", in_build("musl/src/src/network"), source(words(test)[1]), "-o",
                      program_of(folder, test)});
}

class MuslBugProgram : public testing::TestWithParam<std::string> {};

TEST_P(MuslBugProgram, Builds) {
  if (is_left_out(GetParam())) GTEST_SKIP() << "this sysroot has no libc.so";
  const TemporaryFolder folder;
  EXPECT_TRUE(succeeds(compiler(folder, GetParam())));
  EXPECT_EQ(lines(Command{program_of(folder, GetParam()), "--list"}.run().out),
            cases(words(GetParam())[1]));
}
INSTANTIATE_TEST_SUITE_P(Of, MuslBugProgram, testing::ValuesIn(builds()), by_text);

// Runs 12 programs at once, because most of the time is spent waiting for programs that hang on
// stock musl.
template <class Function>
void several_at_once(const StringSet& all, Function run) {
  const Strings list(all.begin(), all.end());
  in_parallel(
      list.size(), [&](size_t n) { run(list[n]); }, 12);
}

// Bounds the memory of this process and prevents core dumps. The programs inherit these limits.
class Limits {
 public:
  Limits() {
    getrlimit(RLIMIT_CORE, &core_);
    getrlimit(RLIMIT_AS, &memory_);
    const rlimit none{0, core_.rlim_max},
        bound{std::min<rlim_t>(rlim_t{1} << 36, memory_.rlim_max), memory_.rlim_max};
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_AS, &bound);
  }
  ~Limits() {
    setrlimit(RLIMIT_CORE, &core_);
    setrlimit(RLIMIT_AS, &memory_);
  }

 private:
  rlimit core_{}, memory_{};
};

// Returns the name of the same program and case, built with another libc.
std::string on(const char* libc, const std::string& test) {
  return std::string(libc) + test.substr(test.find(' '));
}

class MuslBug : public testing::TestWithParam<std::string> {
 protected:
  // Runs all selected cases in parallel, before the first test checks a result. A case on stock
  // musl is also run on nacre, which tells whether this machine can run the case.
  static void SetUpTestSuite() {
    const testing::TestSuite& suite = *testing::UnitTest::GetInstance()->current_test_suite();
    std::set<std::string> chosen, wanted;
    for (int i = 0; i < suite.total_test_count(); ++i)
      if (suite.GetTestInfo(i)->should_run())
        chosen.insert(replaced(suite.GetTestInfo(i)->value_param(), "\"", ""));
    for (const std::string& test : chosen) {
      if (is_left_out(test)) continue;
      results[test] = results[on("static", test)] = Output{127, "", "it was not built"};
    }
    for (const auto& [test, result] : results) wanted.insert(words(test)[0] + " " + words(test)[1]);
    folder = std::make_unique<TemporaryFolder>();
    several_at_once(wanted, [](const std::string& test) { compiler(*folder, test).run(); });

    const Limits limits;
    wanted.clear();
    for (const auto& [test, result] : results) wanted.insert(test);
    several_at_once(wanted, [](const std::string& test) { results.at(test) = run(test, 30); });
    // On a busy machine, a time-out is no proof that the case hangs.
    for (auto& [test, result] : results)
      if (result.status == kTimeOut && must_pass(test)) result = run(test, 300);
  }
  static void TearDownTestSuite() {
    results.clear();
    folder.reset();
  }

  static Output run(const std::string& test, int seconds) {
    const TemporaryFolder own;
    return Command{program_of(*folder, test), words(test)[2]}.in(own.path()).seconds(seconds).run();
  }
  static bool must_pass(const std::string& test) {
    return !test.starts_with("stock ") || words(test)[2] == "ordinary";
  }

  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline std::map<std::string, Output> results;
};

TEST_P(MuslBug, PassesOnNacreAndFailsOnStockMusl) {
  if (is_left_out(GetParam())) GTEST_SKIP() << "this sysroot has no libc.so";
  const Output& result = results.at(GetParam());
  const std::string message = "status " + std::to_string(result.status) + ": " + result.all();
  const bool ordinary = words(GetParam())[2] == "ordinary", stock = GetParam().starts_with("stock ");
  const Output& on_nacre = stock ? results.at(on("static", GetParam())) : result;
  if (on_nacre.status == kCannotRun && !(stock && ordinary))
    GTEST_SKIP() << lines(on_nacre.all() + "\n")[0];
  if (must_pass(GetParam()))
    EXPECT_EQ(result.status, 0) << message;
  else  // Any other status, such as 127, means that the program could not be run.
    EXPECT_TRUE(result.status == 1 || result.status == kTimeOut || result.status >= 128)
        << "expected a failed check (1), a time-out (124) or a signal (128 and more), " << message;
}
INSTANTIATE_TEST_SUITE_P(Of, MuslBug, testing::ValuesIn(all_cases()), by_text);

}  // namespace
