// SPDX-License-Identifier: MIT
// Tests options such as -dumpmachine and -print-file-name, by which build systems ask a compiler about
// its target. The compilers of the sysroot must answer for the sysroot.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// Returns whether the command succeeds and prints exactly this text and a line break.
testing::AssertionResult answers(const Command& command, const std::string& text) {
  const Output output = command.run();
  if (output.status == 0 && output.all() == text + "\n") return testing::AssertionSuccess();
  return testing::AssertionFailure() << command.text() << "printed:\n"
                                     << output.all() << "instead of:\n"
                                     << text;
}

std::string line_that_begins(const std::string& text, const std::string& beginning) {
  for (const std::string& line : lines(text))
    if (line.starts_with(beginning)) return line;
  return "";
}

// Runs the driver for the language that the second parameter names, "C" or "C++".
template <class... More>
class ByDriver : public ByCompiler<std::string, More...> {
 protected:
  Command driver(std::vector<std::string> words) const {
    return this->template parameter<1>() == "C" ? this->cc(words) : this->cxx(words);
  }
};
const auto kLanguages = testing::Values("C", "C++");

// Options, and the expected answer, in which {target} and {sysroot} are filled in.
struct Query {
  const char* options;
  const char* answer;
  operator std::string() const { return options; }
};

class CompilerQuery : public ByDriver<Query> {};

TEST_P(CompilerQuery, IsAnsweredForTheSysroot) {
  const Query query = parameter<2>();
  std::string answer = query.answer;
  if (answer == "{target}") answer = setting("TARGET");
  if (answer.starts_with("{sysroot}")) answer = replaced(answer, "{sysroot}", in_build("sysroot"));
  EXPECT_TRUE(answers(driver(words(query.options)), answer));
}
INSTANTIATE_TEST_SUITE_P(
    Option, CompilerQuery,
    by_compilers(kLanguages,
                 testing::Values(Query{"-dumpmachine", "{target}"},       //
                                 Query{"--print-multiarch", "{target}"},  //
                                 Query{"-print-multiarch", "{target}"},   //
                                 Query{"-print-sysroot", "{sysroot}"},
                                 Query{"--print-sysroot", "{sysroot}"},
                                 Query{"-print-libgcc-file-name", "{sysroot}/lib/libgcc.a"},
                                 Query{"-print-file-name=libc.a", "{sysroot}/lib/libc.a"},
                                 Query{"-print-file-name=crt1.o", "{sysroot}/lib/crt1.o"},
                                 Query{"-print-file-name=libgcc.a", "{sysroot}/lib/libgcc.a"},
                                 Query{"-print-file-name=crtbegin.o", "{sysroot}/lib/crtbegin.o"},
                                 Query{"-O2 -static -print-file-name=libc.a", "{sysroot}/lib/libc.a"},
                                 // For a file that is not found, the answer is its name. Files of the
                                 // machine must not be found.
                                 Query{"-print-file-name=libBrokenLocale.a", "libBrokenLocale.a"},
                                 Query{"-print-file-name=libz.a", "libz.a"},
                                 Query{"-print-file-name=libasan.a", "libasan.a"},
                                 Query{"-print-file-name=libc.so.6", "libc.so.6"},
                                 Query{"-print-file-name=libstdc++.so", "libstdc++.so"},
                                 Query{"-print-prog-name=ar", "{sysroot}/bin/nacre-ar"},
                                 Query{"-print-multi-lib", ".;"},  //
                                 Query{"-print-multi-directory", "."})),
    by_texts);

class CompilerAnswer : public ByDriver<> {
 protected:
  std::string library_folders(std::vector<std::string> options) const {
    const Output output = driver({"-print-search-dirs"}).add(std::move(options)).run();
    EXPECT_EQ(output.status, 0) << output.all();
    return line_that_begins(output.out, "libraries");
  }
};

TEST_P(CompilerAnswer, SearchFoldersAreOnlyThoseOfTheSysroot) {
  EXPECT_EQ(library_folders({}), "libraries: =" + in_sysroot("lib/"));
}
TEST_P(CompilerAnswer, SearchFoldersIncludeThoseOfTheUserButNotOfTheMachine) {
  EXPECT_EQ(library_folders({"-B", folder.path("own"), "-B" + machine_library_folder()}),
            "libraries: =" + in_sysroot("lib/") + ":" + folder.path("own/"));
}
TEST_P(CompilerAnswer, PrintSearchDirsListsFoldersOfPrograms) {
  EXPECT_TRUE(prints_match(driver({"-print-search-dirs"}), "^programs: =."));
}
TEST_P(CompilerAnswer, PrintProgNameNamesALinkerThatRuns) {
  const std::vector<std::string> ld = lines(driver({"-print-prog-name=ld"}).run().out);
  ASSERT_EQ(ld.size(), 1U);
  EXPECT_TRUE(succeeds(Command{ld[0], "--version"}));
}
TEST_P(CompilerAnswer, VersionNumberIsTheCompilers) {
  EXPECT_TRUE(prints_match(driver({"-dumpversion"}), "^[0-9.]+$"));
}
TEST_P(CompilerAnswer, VerboseOutputNamesTheTarget) {
  EXPECT_TRUE(prints_match(driver({"-v"}), "^Target: .*-linux-musl"));
}
TEST_P(CompilerAnswer, VersionIsTheCompilers) {
  EXPECT_TRUE(prints_match(driver({"--version"}), "Free Software Foundation|clang version"));
}
TEST_P(CompilerAnswer, VersionNamesNacreAndTheTarget) {
  EXPECT_TRUE(prints_match(
      driver({"--version"}),
      "^nacre-.* nacre " + lines(read_file(in_source("VERSION")))[0] + ", " + setting("TARGET")));
}
TEST_P(CompilerAnswer, VersionNamesTheSysroot) {
  EXPECT_EQ(line_that_begins(driver({"--version"}).run().out, "Sysroot: "),
            "Sysroot: " + in_build("sysroot"));
}
TEST_P(CompilerAnswer, HelpExplainsStaticPrograms) {
  EXPECT_TRUE(prints_match(driver({"--help"}), "static program"));
}
TEST_P(CompilerAnswer, HelpNamesTheManual) {
  EXPECT_NE(driver({"--help"}).run().all().find("man -M " + in_sysroot("share/man")), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Driver, CompilerAnswer, by_compilers(kLanguages), by_texts);

class CompilerHeaders : public ByCompiler<> {};
TEST_P(CompilerHeaders, AreNamedByPrintFileName) {
  const std::vector<std::string> include = lines(cc({"-print-file-name=include"}).run().out);
  ASSERT_EQ(include.size(), 1U);
  EXPECT_TRUE(exists(include[0] + "/stddef.h")) << include[0];
}
INSTANTIATE_TEST_SUITE_P(Compiler, CompilerHeaders, by_compilers(), by_texts);

// Build systems look for these names next to the compiler.
class GccTool : public testing::TestWithParam<std::string> {};
TEST_P(GccTool, Exists) {
  EXPECT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc-" + GetParam()), "--version"}));
}
INSTANTIATE_TEST_SUITE_P(Tool, GccTool, testing::Values("ar", "nm", "ranlib"), by_text);

}  // namespace
