// SPDX-License-Identifier: MIT
// Tests that the sysroot can be moved, and that its compilers can be called through links. If a part of
// the sysroot is missing, the compiler must name the part and say how to install it.
#include <filesystem>

#include "tests/support/host/compilers.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

void copy_sysroot(const std::string& to) {
  fs::copy(in_build("sysroot"), to, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}
// Returns a copy of the sysroot in a folder of this name. Tests share the copy and do not change it.
std::string copy_named(const std::string& name) {
  static const TemporaryFolder folder;
  if (!exists(folder.path(name))) copy_sysroot(folder.path(name));
  return folder.path(name);
}
std::string hello() { return in_source("tests/libc/toolchain/hello.c"); }

// The parameter is the name of the folder with the copy.
class MovedCompiler : public ByCompiler<std::string> {
 protected:
  std::string sysroot() const { return copy_named(parameter()); }
  Command link() const { return here({sysroot() + "/bin/nacre-" + compiler(), hello(), "-o", "hello"}); }
};
TEST_P(MovedCompiler, LinksADynamicProgram) { EXPECT_TRUE(succeeds(link())); }
TEST_P(MovedCompiler, InterpreterIsInTheCopy) {
  ASSERT_TRUE(succeeds(link()));
  EXPECT_TRUE(prints_match(here({"readelf", "-lW", "hello"}), sysroot() + "/lib/ld-musl"));
}
TEST_P(MovedCompiler, ProgramRuns) {
  ASSERT_TRUE(succeeds(link()));
  EXPECT_TRUE(prints(here({"env", "-i", folder.path("hello")}), "hello 8"));
}
INSTANTIATE_TEST_SUITE_P(Folder, MovedCompiler, by_compilers(testing::Values("moved", "with a space")),
                         by_texts);

// The compilers are shell scripts, which find their sysroot with `cd`. With CDPATH, `cd` may enter
// another folder and print its path.
TEST(MovedSysroot, IsNotConfusedByCdpath) {
  const std::string sysroot = copy_named("moved");
  EXPECT_TRUE(prints(Command{fs::path(sysroot).filename().string() + "/bin/nacre-gcc", "-print-sysroot"}
                         .in(fs::path(sysroot).parent_path())
                         .set("CDPATH", "/usr:/"),
                     sysroot));
}
TEST(MovedSysroot, IsFoundThroughALink) {
  const TemporaryFolder folder;
  fs::create_symlink(copy_named("moved") + "/bin/nacre-gcc", folder.path("linked-nacre-gcc"));
  EXPECT_TRUE(prints(Command{folder.path("linked-nacre-gcc"), "-print-sysroot"}, copy_named("moved")));
}

bool is_text(const std::string& content) { return content.find('\0') == content.npos; }

TEST(Sysroot, NoTextFileContainsThePathOfTheBuild) {
  const std::string build = fs::path(in_build("sysroot")).parent_path();
  int texts = 0;
  for (const std::string& file : files_under(in_build("sysroot"))) {
    const std::string content = read_file(in_sysroot(file));
    if (!is_text(content)) continue;
    ++texts;
    EXPECT_EQ(content.find(build), content.npos) << file;
  }
  EXPECT_GT(texts, 1000);
}

// Each test has its own copy of the sysroot. Most tests remove files from it.
class BrokenSysroot : public testing::Test {
 protected:
  BrokenSysroot() { copy_sysroot(sysroot); }
  Command compiler(const std::string& name, std::vector<std::string> words) const {
    return Command{sysroot + "/bin/nacre-" + name, hello()}.add(std::move(words)).in(folder.path());
  }
  void remove_loader() const {
    for (const auto& entry : fs::directory_iterator(sysroot + "/lib"))
      if (entry.path().filename().string().starts_with("ld-musl-")) fs::remove(entry.path());
  }
  const TemporaryFolder folder;
  const std::string sysroot = folder.path("sysroot");
};
TEST_F(BrokenSysroot, DynamicLinkWithoutALoaderSaysSo) {
  remove_loader();
  EXPECT_TRUE(fails(compiler("gcc", {}), "static programs only"));
}
TEST_F(BrokenSysroot, StaticLinkNeedsNoLoader) {
  remove_loader();
  EXPECT_TRUE(succeeds(compiler("gcc", {"-static", "-o", "hello"})));
}
TEST_F(BrokenSysroot, CompilingNeedsNoLoader) {
  remove_loader();
  EXPECT_TRUE(succeeds(compiler("gcc", {"-c", "-o", "hello.o"})));
}
TEST_F(BrokenSysroot, MissingLibcIsNamed) {
  fs::remove(sysroot + "/lib/libc.a");
  EXPECT_TRUE(fails(compiler("gcc", {}), "broken: lib/libc.a is missing"));
}
TEST_F(BrokenSysroot, MessageSaysHowToInstall) {
  fs::remove(sysroot + "/lib/libc.a");
  EXPECT_TRUE(fails(compiler("g++", {}), "make install"));
}
// PATH contains the only program that the wrapper script calls before it looks for the compiler.
TEST_F(BrokenSysroot, MissingClangIsNamed) {
  fs::create_directory(folder.path("few programs"));
  fs::create_symlink(find_program("readlink"), folder.path("few programs/readlink"));
  EXPECT_TRUE(
      fails(compiler("clang", {}).set("PATH", folder.path("few programs")), "'clang' is not installed"));
}

}  // namespace
