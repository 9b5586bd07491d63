// SPDX-License-Identifier: MIT
// Tests the compilers of the sysroot: they make static, static-pie and dynamic programs that run, and
// accept common options.
#include <algorithm>
#include <map>

#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// A program that exits with 0 if _Unwind_Backtrace finds at least six frames.
const char kBacktrace[] = R"(#include <unwind.h>
static _Unwind_Reason_Code count(struct _Unwind_Context *context, void *n)
{
	(void)context;
	++*(int *)n;
	return 0;
}
__attribute__((noinline)) static int depth(int n)
{
	int frames = 0;
	if (n) frames = depth(n - 1);
	else _Unwind_Backtrace(count, &frames);
	__asm__ volatile("");
	return frames;
}
int main(void) { return depth(5) < 6; }
)";

bool has_interpreter(const std::string& program) {
  const Output headers = Command{"readelf", "-lW", program}.run();
  EXPECT_TRUE(matches(headers.out, "LOAD")) << headers.all();
  return matches(headers.out, "INTERP");
}

template <class... Parameters>
class Compiling : public ByCompiler<Parameters...> {
 protected:
  Compiling() {
    this->folder.file("hello.c", read_file(in_source("tests/libc/toolchain/hello.c")));
    this->folder.file("backtrace.c", kBacktrace);
  }
  // Runs a program of the test's folder with an empty environment.
  Command in_empty_environment(const std::string& name) const {
    return this->here({"env", "-i", this->folder.path(name)});
  }
  const std::string cxx_library = in_source("tests/programs/cxx_library.cpp");
};

// The parameter is the option for the kind of program. Without an option, it is dynamic.
class CompilerMode : public Compiling<std::string> {
 protected:
  Command link() const { return cc(words(parameter())).add({"-O2", "hello.c", "-o", "hello"}); }
  Command link_backtrace() const {
    return cc(words(parameter())).add({"-funwind-tables", "backtrace.c", "-o", "backtrace"});
  }
};
TEST_P(CompilerMode, LinksC) { EXPECT_TRUE(succeeds(link())); }
TEST_P(CompilerMode, ProgramRunsWithAnEmptyEnvironment) {
  ASSERT_TRUE(succeeds(link()));
  EXPECT_TRUE(prints(in_empty_environment("hello"), "hello 8"));
}
TEST_P(CompilerMode, OnlyDynamicProgramsHaveAnInterpreter) {
  ASSERT_TRUE(succeeds(link()));
  EXPECT_EQ(has_interpreter(folder.path("hello")), parameter().empty());
}
TEST_P(CompilerMode, LinksCWithUnwindTables) { EXPECT_TRUE(succeeds(link_backtrace())); }
TEST_P(CompilerMode, UnwindsC) {
  ASSERT_TRUE(succeeds(link_backtrace()));
  EXPECT_TRUE(succeeds(in_empty_environment("backtrace")));
}
INSTANTIATE_TEST_SUITE_P(Mode, CompilerMode, by_compilers(testing::Values("-static", "-static-pie", "")),
                         by_texts);

// A large program. The tests of each mode share one build of it, because the build takes long.
class LargeCxxProgram : public Compiling<std::string> {
 protected:
  void SetUp() override {
    Compiling::SetUp();
    if (IsSkipped()) return;
    static std::map<std::string, const Output> outputs;
    static const TemporaryFolder programs;
    file = programs.path(compiler() + parameter());
    if (!outputs.count(file))
      outputs.try_emplace(file, cxx(words(parameter()))
                                    .add({"-std=c++20", "-O2", cxx_library, "-o", file})
                                    .seconds(900)
                                    .run());
    linked = outputs.at(file);
  }
  std::string file;
  Output linked;
};
TEST_P(LargeCxxProgram, Links) { EXPECT_EQ(linked.status, 0) << linked.all(); }
TEST_P(LargeCxxProgram, Runs) { EXPECT_TRUE(prints(here({"env", "-i", file}), "ok")); }
INSTANTIATE_TEST_SUITE_P(Mode, LargeCxxProgram,
                         by_compilers(testing::Values("-static", "-static-pie", "")), by_texts);

class CompilerStep : public Compiling<std::string> {};
TEST_P(CompilerStep, Succeeds) {
  EXPECT_TRUE(succeeds(cc({parameter(), "hello.c", "-o", "out"})));
  EXPECT_NE(read_file(folder.path("out")), "");
}
INSTANTIATE_TEST_SUITE_P(Option, CompilerStep, by_compilers(testing::Values("-c", "-S", "-E")),
                         by_texts);

class CompilerOption : public Compiling<> {};
TEST_P(CompilerOption, FileReportsAStaticProgramAsStatic) {
  if (find_program("file").empty()) GTEST_SKIP() << "there is no program 'file' on this machine";
  ASSERT_TRUE(succeeds(cc({"-static", "hello.c", "-o", "hello"})));
  EXPECT_TRUE(prints_match(here({"file", "hello"}), "statically linked"));
}
TEST_P(CompilerOption, OptionMListsHeadersOfTheSysroot) {
  const std::vector<std::string> headers = words(cc({"-M", "hello.c"}).run().out);
  EXPECT_EQ(std::count(headers.begin(), headers.end(), in_sysroot("include/stdlib.h")), 1);
}
TEST_P(CompilerOption, OptionMListsNoHeaderOfTheMachine) {
  const std::vector<std::string> headers = words(cc({"-M", "hello.c"}).run().out);
  EXPECT_GT(headers.size(), 4U);
  for (const std::string& header : headers) EXPECT_FALSE(header.starts_with("/usr/include")) << header;
}
// nacre-gcc is a wrapper script around the machine's gcc. Its options for compiling must cause no
// warning about unused options in a command that only links.
TEST_P(CompilerOption, ObjectIsLinkedWithoutAWarning) {
  ASSERT_TRUE(succeeds(cc({"-c", "hello.c", "-o", "hello.o"})));
  EXPECT_TRUE(succeeds(cc({"-Werror", "hello.o", "-o", "hello"})));
}
// The expected errors name the first header that hello.c and cxx_library.cpp include.
TEST_P(CompilerOption, NostdincFindsNoHeader) {
  EXPECT_TRUE(fails(cc({"-nostdinc", "-E", "hello.c"}), "linux/random.h"));
}
TEST_P(CompilerOption, NostdincxxFindsNoHeaderOfCxx) {
  EXPECT_TRUE(fails(cxx({"-nostdinc++", "-E", cxx_library}), "atomic"));
}
TEST_P(CompilerOption, ResponseFileIsRead) {
  folder.file("options.rsp", "-static-pie hello.c -o hello\n");
  EXPECT_TRUE(succeeds(cc({"@options.rsp"})));
}
// The wrapper script must see -static-pie in the response file.
TEST_P(CompilerOption, OptionsInAResponseFileTakeEffect) {
  folder.file("options.rsp", "-static-pie hello.c -o hello\n");
  ASSERT_TRUE(succeeds(cc({"@options.rsp"})));
  EXPECT_FALSE(has_interpreter(folder.path("hello")));
}
// Compilers expand a response file before they interpret -Xlinker. So only its first word is for the
// linker.
TEST_P(CompilerOption, OptionsInAResponseFileAfterXlinkerTakeEffect) {
  folder.file("options.rsp", "--build-id=none -static-pie hello.c -o hello\n");
  ASSERT_TRUE(succeeds(cc({"-Xlinker", "@options.rsp"})));
  EXPECT_FALSE(has_interpreter(folder.path("hello")));
}
TEST_P(CompilerOption, FolderAsResponseFileIsAnErrorOfTheCompiler) {
  folder.file("folder/file", "");
  EXPECT_TRUE(fails(cc({"@folder", "hello.c"}), "@.*(directory|folder)"));
}
// In C++23, <stdatomic.h> is a header of the C++ library, which defines _Atomic.
TEST_P(CompilerOption, StdatomicInCxx23IsTheHeaderOfTheCxxLibrary) {
  folder.file("atomic.cpp",
              "#include <stdatomic.h>\n_Atomic(int) counter;\nint main() { return counter; }\n");
  EXPECT_TRUE(succeeds(cxx({"-std=c++2b", "-fsyntax-only", "atomic.cpp"})));
}
TEST_P(CompilerOption, PrintSysrootIsTheSysroot) {
  EXPECT_TRUE(prints(cc({"-print-sysroot"}), in_build("sysroot")));
}
TEST_P(CompilerOption, LibraryOfTheMachineIsNotLinked) {
  EXPECT_TRUE(fails(cc({"hello.c", "-lz", "-o", "z"}), "cannot find -lz|unable to find"));
}
TEST_P(CompilerOption, FoldersOfTheEnvironmentAreIgnored) {
  folder.file("trap/stdio.h", "#error a header of another libc\n");
  folder.file("trap/libc.a", "garbage\n");
  Command command = cc({"-static", "hello.c", "-o", "hello"});
  for (const char* variable : {"CPATH", "C_INCLUDE_PATH", "LIBRARY_PATH"})
    command.set(variable, folder.path("trap"));
  EXPECT_TRUE(succeeds(command));
}
INSTANTIATE_TEST_SUITE_P(Compiler, CompilerOption, by_compilers(), by_texts);

}  // namespace
