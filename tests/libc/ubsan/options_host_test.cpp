// SPDX-License-Identifier: MIT
// Tests -fsanitize=undefined: what a program does after a report, single checks, traps, and shared
// libraries. projects/kinds.c has the operations, such as "add", which are undefined behavior.
#include <gtest/gtest.h>

#include "tests/libc/ubsan/builds.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

template <class... Parameters>
class UbsanBy : public ByCompiler<Parameters...> {
 protected:
  std::string program_with_all_checks() const { return kinds_program(this->compiler(), "dynamic"); }
  // Builds kinds.c with these options.
  std::string built_with(std::vector<std::string> options) const {
    return built(ubsan_compiler(this->compiler()).add(std::move(options)).add({"kinds.c"}));
  }
};

const char kReport[] = "^kinds.c:.*: runtime error: ";

class UbsanOptions : public UbsanBy<> {
 protected:
  Output run(std::vector<std::string> words, const char* options = "") const {
    Command command = Command{program_with_all_checks()}.add(std::move(words)).unset("UBSAN_OPTIONS");
    if (*options != '\0') command.set("UBSAN_OPTIONS", options);
    return command.run();
  }
};
INSTANTIATE_TEST_SUITE_P(By, UbsanOptions, by_compilers(), by_texts);

TEST_P(UbsanOptions, ReportHasTheLine) {
  const std::vector<std::string> source =
      lines(read_file(in_source("tests/libc/ubsan/projects/kinds.c")));
  const auto line = std::find_if(source.begin(), source.end(), [](const std::string& one) {
    return one.starts_with("static void add(void)");
  });
  ASSERT_NE(line, source.end());
  const std::string number = std::to_string(line - source.begin() + 1);
  EXPECT_TRUE(matches(run({"add"}).all(), "^kinds.c:" + number + ":36: "));  // 36 is the column of the +
}
TEST_P(UbsanOptions, EachSourceLocationIsReportedOnce) {
  int reports = 0;
  for (const std::string& line : lines(run({"repeated"}).all()))
    reports += matches(line, "runtime error");
  EXPECT_EQ(reports, 1);
}
TEST_P(UbsanOptions, ErrnoIsKept) { EXPECT_TRUE(matches(run({"errno_kept"}).out, "^errno 42$")); }
TEST_P(UbsanOptions, ProgramContinuesAfterAReport) { EXPECT_EQ(run({"add"}).status, 0); }
TEST_P(UbsanOptions, HaltOnErrorEndsTheProgram) {
  EXPECT_EQ(run({"add"}, "print_stacktrace=1:halt_on_error=1").status, 1);
}
TEST_P(UbsanOptions, UnknownOptionsAreIgnored) {
  EXPECT_EQ(run({"add"}, "print_stacktrace=1:suppressions=/none").status, 0);
}
TEST_P(UbsanOptions, AbortOnErrorAborts) {
  EXPECT_EQ(run({"add"}, "halt_on_error=1,abort_on_error=1").status, 128 + SIGABRT);
}

TEST_P(UbsanOptions, ProgramWithoutRecoveryIsBuilt) {
  EXPECT_TRUE(exists(built_with({"-fsanitize=undefined", "-fno-sanitize-recover=all"})));
}
class UbsanWithoutRecovery : public UbsanBy<std::string> {
 protected:
  Output run() const {
    return Command{built_with({"-fsanitize=undefined", "-fno-sanitize-recover=all"}), parameter()}.run();
  }
};
TEST_P(UbsanWithoutRecovery, EndsTheProgram) { EXPECT_EQ(run().status, 1); }
TEST_P(UbsanWithoutRecovery, ReportsTheOperation) { EXPECT_TRUE(matches(run().all(), kReport)); }
INSTANTIATE_TEST_SUITE_P(By, UbsanWithoutRecovery,
                         by_compilers(testing::Values("add", "divide", "shift_exponent", "index_bound",
                                                      "null_load", "misaligned", "vla", "invalid_bool",
                                                      "nonnull_return", "nonnull_argument")),
                         by_texts);

// The parameter is a check and an operation that it reports, CHECK:OPERATION.
class UbsanSingleCheck : public UbsanBy<std::string> {
 protected:
  std::string program() const { return built_with({"-fsanitize=" + split(parameter(), ':')[0]}); }
  std::string kind() const { return split(parameter(), ':')[1]; }
};
TEST_P(UbsanSingleCheck, IsBuilt) { EXPECT_TRUE(exists(program())); }
TEST_P(UbsanSingleCheck, Reports) {
  EXPECT_TRUE(matches(Command{program(), kind()}.run().all(), "runtime error"));
}
TEST_P(UbsanSingleCheck, ReportsNothingElse) {
  EXPECT_EQ((Command{program(), kind() == "add" ? "shift_negative" : "add"}.run().all()), "end\n");
}
INSTANTIATE_TEST_SUITE_P(By, UbsanSingleCheck,
                         by_compilers(testing::Values("bounds:index_bound", "shift:shift_exponent",
                                                      "signed-integer-overflow:add", "null:null_load",
                                                      "alignment:misaligned",
                                                      "integer-divide-by-zero:divide", "vla-bound:vla",
                                                      "bool:invalid_bool", "unreachable:unreachable")),
                         by_texts);

class UbsanTraps : public UbsanBy<> {
 protected:
  std::string program() const {
    return built_with({"-fsanitize=undefined", compiler() == "gcc" ? "-fsanitize-undefined-trap-on-error"
                                                                   : "-fsanitize-trap=undefined"});
  }
};
INSTANTIATE_TEST_SUITE_P(By, UbsanTraps, by_compilers(), by_texts);
TEST_P(UbsanTraps, AreBuilt) { EXPECT_TRUE(exists(program())); }
TEST_P(UbsanTraps, NeedNoLibrary) {
  const Output names = Command{"nm", program()}.run();
  EXPECT_EQ(names.status, 0) << names.all();
  EXPECT_FALSE(matches(names.out, "__ubsan_handle"));
}
TEST_P(UbsanTraps, EndTheProgram) { EXPECT_GT((Command{program(), "add"}.run().status), 128); }

// A shared library with checks, and a program without checks. The library is kinds.c, with its main
// function renamed to checked_main, which the program calls.
class UbsanLibrary : public UbsanBy<> {
 protected:
  std::string library() const {
    return built_with({"-shared", "-fPIC", "-fsanitize=undefined", "-Dmain=checked_main"});
  }
  std::string caller() const {
    return built(ubsan_compiler(compiler()).add({"calls_checked.c", library()}));
  }
};
INSTANTIATE_TEST_SUITE_P(By, UbsanLibrary, by_compilers(), by_texts);
TEST_P(UbsanLibrary, IsBuilt) { EXPECT_TRUE(exists(library())); }
TEST_P(UbsanLibrary, LinksWithAProgramWithoutChecks) { EXPECT_TRUE(exists(caller())); }
TEST_P(UbsanLibrary, Reports) {
  EXPECT_TRUE(reports(caller(), "add", "kinds.c", "signed integer overflow"));
}

// The compiler of the sysroot adds options for the linker. With -c, they must cause no warning.
TEST_P(UbsanOptions, CompilingDoesNotWarnOfUnusedLinkerOptions) {
  EXPECT_TRUE(exists(built_with({"-Werror", "-c", "-fsanitize=undefined"})));
}

class UbsanMinimal : public testing::Test {
 protected:
  void SetUp() override {
    if (find_program("clang").empty()) GTEST_SKIP() << "there is no clang on this machine";
  }
  const Command compile =
      ubsan_compiler("clang").add({"-fsanitize=undefined", "-fsanitize-minimal-runtime", "kinds.c"});
};
// The minimal run-time library prints the kind of the operation, and no source line.
TEST_F(UbsanMinimal, IsBuilt) { EXPECT_TRUE(exists(built(compile))); }
TEST_F(UbsanMinimal, ReportsHaveTheKind) {
  EXPECT_TRUE(matches(Command{built(compile), "add"}.run().all(),
                      "runtime error: add_overflow at code address 0x"));
}

}  // namespace
