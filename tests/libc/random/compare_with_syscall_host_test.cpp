// SPDX-License-Identifier: MIT
// Compares the results of nacre's getrandom and getentropy with those of the system call and of stock
// musl. tests/programs/compare_with_syscall.c prints a row for each combination of arguments. In stock
// musl, getrandom only makes the system call, as a cancellation point.
//
// This covers some hazards of libc/random/HAZARDS.md
// (hazards uncancellable-wait, errno-changed, flags-differ, lengths-differ, bad-pointer-crashes).
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Regular expressions for the last line that the program prints. The line has the number of rows in
// which the libc and the system call differ.
const char kSame[] = " 0 different", kDifferent[] = " rows, [1-9][0-9]* different";

class Answers : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TemporaryFolder folder;
    ASSERT_TRUE(succeeds(Command{in_build("stock/bin/nacre-gcc"), "-static", "-O1", "-DSTOCK",
                                 in_source("tests/programs/compare_with_syscall.c"), "-o",
                                 folder.path("compare_with_syscall")}));
    stock = Command{folder.path("compare_with_syscall")}.run();
  }
  // Returns the rows without those of arc4random, which stock musl lacks.
  static std::string comparable(const std::string& rows) {
    std::string kept;
    for (const std::string& row : lines(rows))
      if (!row.starts_with("arc4random")) kept += row + "\n";
    return kept;
  }
  static bool same_as_stock(const Output& output) { return comparable(output.out) == stock.out; }

  static inline Output stock;
};

TEST_F(Answers, OfStockMuslEqualThoseOfTheSystemCall) {
  EXPECT_TRUE(matches(stock.err, kSame)) << stock.err;
}
TEST_F(Answers, AreAtLeastTenThousandRows) { EXPECT_GE(lines(stock.out).size(), 10000U); }

// The parameter is the value of NACRE_RANDOM. The value "" selects the default.
class AnswersOf : public Answers, public testing::WithParamInterface<const char*> {
 protected:
  static const Output& output() {
    static std::map<std::string, Output> known;
    const auto [entry, is_new] = known.try_emplace(GetParam());
    if (is_new)
      entry->second =
          Command{in_build("tests/compare_with_syscall")}.set("NACRE_RANDOM", GetParam()).run();
    return entry->second;
  }
};
TEST_P(AnswersOf, EqualThoseOfTheSystemCall) {
  EXPECT_TRUE(matches(output().err, kSame)) << output().err;
}
TEST_P(AnswersOf, EqualThoseOfStockMusl) {
  EXPECT_TRUE(same_as_stock(output())) << in_build("tests/compare_with_syscall")
                                       << " prints other rows than the same program on stock musl";
}
INSTANTIATE_TEST_SUITE_P(Path, AnswersOf, testing::Values("vdso", "syscall", "sse2", ""), by_text);

// Links the program with a faulty getrandom, in which one line is changed. The rows must then differ
// from those of the system call and of stock musl.
class AnswersWithAnInjectedFault : public Answers {
 protected:
  const std::string original = read_file(in_source("libc/random/getrandom.cpp"));

  Output answers_of(const std::string& changed) const {
    for (const char* part : {"libc", "support", "sysdeps"})
      fs::copy(in_source(part), folder.path(part), fs::copy_options::recursive);
    const std::string source = folder.file("libc/random/getrandom.cpp", changed),
                      object = folder.path("getrandom.o");
    const std::string flags =
        replaced(read_file(in_build("tests/libc-flags")), "@SOURCE@", folder.path());
    // The options in the file are quoted for a shell.
    EXPECT_TRUE(
        succeeds(Command::shell(setting("CXX") + " " + lines(flags)[0] + " -w -c -o \"$1\" \"$2\"")
                     .add({"sh", object, source})
                     .in(in_build())));
    EXPECT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc"), "-static", "-o",
                                 folder.path("compare_with_syscall"),
                                 in_build("tests/programs/compare_with_syscall.o"), object}));
    return Command{folder.path("compare_with_syscall")}.run();
  }
  void expect_different(const std::string& changed) const {
    const Output output = answers_of(changed);
    EXPECT_TRUE(matches(output.err, kDifferent)) << output.err;
    EXPECT_FALSE(same_as_stock(output)) << "the injected fault does not change the rows";
  }
  // Returns the source in which `line` replaces the line that begins with `start`.
  std::string with_line(const std::string& start, const std::string& line) const {
    const size_t at = original.find(start), end = original.find('\n', at);
    EXPECT_NE(at, original.npos) << start;
    return at == original.npos ? "" : original.substr(0, at) + line + original.substr(end);
  }
  const TemporaryFolder folder;
};

// getrandom makes the system call if the flags are at least kFirstFlagsForSystemCall, because the vDSO
// accepts combinations that the system call rejects. The fault sets this constant to 8, so that these
// combinations go to the vDSO, and removes the static_assert on its value.
TEST_F(AnswersWithAnInjectedFault, DifferWhenTheVdsoGetsAllFlags) {
  std::vector<std::string> kept;
  for (const std::string& line : lines(replaced(original, "GRND_INSECURE | GRND_RANDOM;", "8;")))
    if (line.find("static_assert(kFirstFlagsForSystemCall") == line.npos) kept.push_back(line);
  expect_different(join(kept, "\n") + "\n");
}
TEST_F(AnswersWithAnInjectedFault, DifferWhenACancellationIsIgnored) {
  expect_different(with_line("const bool cancel_pending = ", "const bool cancel_pending = false;"));
}
TEST_F(AnswersWithAnInjectedFault, DifferWhenErrnoIsChanged) {
  const std::string result = "  return static_cast<ssize_t>(drawn.value());";
  expect_different(replaced(original, "\n" + result, "\n  errno = 1;\n" + result));
}

}  // namespace
