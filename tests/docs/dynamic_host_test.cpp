// SPDX-License-Identifier: MIT
// Tests what docs/dynamic.md says about shared libraries, plugins, LD_PRELOAD and the loader. The tests
// run the recipes of that page, the code blocks with a name, on the sources in
// tests/docs/projects/dynamic and tests/docs/projects/source.
#include <filesystem>
#include <map>

#include "tests/support/host/draws.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

std::string page() { return in_source("docs/dynamic.md"); }
std::string loader() { return in_sysroot("lib/ld-musl-" + setting("LOADER") + ".so.1"); }
// Where the programs get random numbers on this machine, as they print it.
std::string path_of_draws() { return no_vdso_getrandom().empty() ? "vdso" : "syscall"; }
std::string rolled() { return "^[1-6] by nacre's " + path_of_draws() + "$"; }

// A command with the sysroot's tools in PATH.
Command command(const std::vector<std::string>& words) {
  return Command{"env", "PATH=" + in_sysroot("bin:") + getenv("PATH")}
      .add(words)
      .unset("LD_LIBRARY_PATH")
      .unset("LD_PRELOAD")
      .unset("NACRE_RANDOM");
}

// Runs the recipe NAME of the page in a folder with the sources that the page uses. `output` is what the
// recipe printed.
class RecipeRun {
 public:
  explicit RecipeRun(const std::string& name) {
    for (const char* project : {"source", "dynamic"})
      fs::copy(in_source("tests/docs/projects/" + std::string(project)), folder.path());
    std::string text = recipe(page(), name);
    if (text.find("ld-musl-x86_64") != text.npos)
      text = replaced(text, "ld-musl-x86_64", "ld-musl-" + setting("LOADER"));
    output = command({"/bin/sh", "-eu", "-c", text}).in(folder.path()).run();
  }
  const TemporaryFolder folder;
  Output output;
};

// Runs each recipe once, and keeps the result for all tests.
const RecipeRun& run_of(const std::string& name) {
  static std::map<std::string, const RecipeRun> all;
  return all.try_emplace(name, name).first->second;
}

class DynamicPage : public testing::Test {
 protected:
  explicit DynamicPage(std::string recipe) : recipe_(std::move(recipe)) {}
  void SetUp() override {
    if (!exists(in_sysroot("lib/libc.so")))
      GTEST_SKIP() << "this sysroot was made with --disable-shared";
    ASSERT_EQ(output().status, 0) << output().all();
  }
  const Output& output() const { return run_of(recipe_).output; }
  // The path of NAME in the folder of the recipe.
  std::string path(const std::string& name) const { return run_of(recipe_).folder.path(name); }
  Command here(const std::vector<std::string>& words) const { return command(words).in(path("")); }

 private:
  const std::string recipe_;
};

// A recipe, and a pattern of what it must print.
struct Printed {
  const char* recipe;
  const char* what;  // {path} stands for path_of_draws()
  operator std::string() const { return recipe; }
};
class DynamicRecipe : public DynamicPage, public testing::WithParamInterface<Printed> {
 protected:
  DynamicRecipe() : DynamicPage(GetParam().recipe) {}
};
TEST_P(DynamicRecipe, Succeeds) { EXPECT_EQ(output().status, 0); }
TEST_P(DynamicRecipe, PrintsTheExpectedLine) {
  std::string what = GetParam().what;
  if (what.find("{path}") != what.npos) what = replaced(what, "{path}", path_of_draws());
  EXPECT_TRUE(matches(output().all(), what)) << output().all();
}
INSTANTIATE_TEST_SUITE_P(Page, DynamicRecipe,
                         testing::Values(Printed{"shared", "^[1-6] by nacre's {path}$"},
                                         Printed{"static-shared", "^[1-6] by nacre's {path}$"},
                                         Printed{"plugin", "^all good, random bytes by nacre's {path}$"},
                                         // The preloaded arc4random_uniform returns 3. A roll is 1 more.
                                         Printed{"preload", "^4 by nacre's"}),
                         by_text);

// The recipe "shared" builds roll, a program that uses libdice.so from the same folder. Some tests copy
// roll to another folder, with or without libdice.so.
class DynamicProgram : public DynamicPage {
 protected:
  DynamicProgram() : DynamicPage("shared") {}
  std::string copy_of(const char* name) const {
    fs::copy(path(name), folder.path(name));
    return folder.path(name);
  }
  const TemporaryFolder folder;
};
TEST_F(DynamicProgram, LddSaysWhereTheLibraryIs) {
  EXPECT_TRUE(matches(output().out, "libdice.so => (\\./|" + path("") + ")libdice.so"))
      << output().all();
}
TEST_F(DynamicProgram, LddSaysWhichLoaderTheProgramHas) {
  EXPECT_NE(output().out.find(loader() + " (0x"), std::string::npos) << output().all();
}
TEST_F(DynamicProgram, FindsTheLibraryBesideItself) {
  copy_of("libdice.so");
  EXPECT_TRUE(prints_match(command({copy_of("roll"), "6"}), "^[1-6] by nacre's"));
}
TEST_F(DynamicProgram, DoesNotSearchTheFolderInWhichItWasLinked) {
  EXPECT_TRUE(fails(command({copy_of("roll"), "6"}), "Error loading shared library libdice.so"));
}
TEST_F(DynamicProgram, LddSaysWhatIsMissing) {
  EXPECT_TRUE(fails(command({"nacre-ldd", copy_of("roll")}), "libdice.so: No such file"));
}
TEST_F(DynamicProgram, FindsTheLibraryByLdLibraryPath) {
  EXPECT_TRUE(prints_match(command({"env", "LD_LIBRARY_PATH=" + path(""), copy_of("roll"), "6"}),
                           "^[1-6] by nacre's"));
}
TEST_F(DynamicProgram, LddRejectsAStaticProgram) {
  folder.file("main.c", "int main(void) { return 0; }\n");
  ASSERT_TRUE(succeeds(command({"nacre-gcc", "-static", "main.c", "-o", "static"}).in(folder.path())));
  EXPECT_TRUE(fails(command({"nacre-ldd", folder.path("static")}), "[Nn]ot a valid dynamic program"));
}
TEST_F(DynamicProgram, LddRejectsTwoPrograms) {
  EXPECT_TRUE(fails(here({"nacre-ldd", "roll", "libdice.so"}), "one program"));
}

// The recipe "plugin" builds host, a program that opens plugin.so.
class Plugin : public DynamicPage {
 protected:
  Plugin() : DynamicPage("plugin") {}
};
// host.c is a C program without the C++ library. It loads two plugins, and one must catch the exception
// of the other.
TEST_F(Plugin, CatchesWhatAnotherThrowsInAProgramWithoutCxx) {
  fs::copy(path("plugin.so"), path("other.so"));
  ASSERT_TRUE(succeeds(here({"nacre-gcc", "host.c", "-o", "host-in-c"})));
  EXPECT_TRUE(succeeds(here({"./host-in-c", "./plugin.so", "./other.so"})));
}
TEST_F(Plugin, ProgramOfClangLinks) {
  if (find_program("clang").empty()) GTEST_SKIP() << "there is no clang on this machine";
  EXPECT_TRUE(succeeds(here({"nacre-clang++", "-O2", "host.cpp", "-o", "host-of-clang"})));
}
TEST_F(Plugin, ProgramOfClangCatchesWhatThePluginOfGccThrows) {
  if (find_program("clang").empty()) GTEST_SKIP() << "there is no clang on this machine";
  ASSERT_TRUE(succeeds(here({"nacre-clang++", "-O2", "host.cpp", "-o", "host-of-clang"})));
  EXPECT_TRUE(succeeds(here({"./host-of-clang", "./plugin.so"})));
}
TEST_F(Plugin, MissingPluginIsNamed) {
  EXPECT_TRUE(fails(here({"./host", "./none.so"}), "host: Error loading shared library ./none.so"));
}
TEST_F(Plugin, StaticProgramReportsThatItCannotLoadPlugins) {
  ASSERT_TRUE(succeeds(here({"nacre-g++", "-static", "-O2", "host.cpp", "-o", "static-host"})));
  EXPECT_TRUE(fails(here({"./static-host", "./plugin.so"}), "host: Dynamic loading not supported"));
}

// The recipe "elsewhere" builds a program that names its loader in /lib, and not in the sysroot.
class ProgramForAnotherLoader : public DynamicPage {
 protected:
  ProgramForAnotherLoader() : DynamicPage("elsewhere") {}
};
TEST_F(ProgramForAnotherLoader, NamesItsLoader) {
  EXPECT_TRUE(prints_match(here({"readelf", "-lW", "roll"}), "interpreter: /lib/ld-musl-"));
}
TEST_F(ProgramForAnotherLoader, IsBuiltByTheRecipe) { EXPECT_TRUE(exists(path("roll"))); }
TEST_F(ProgramForAnotherLoader, IsStartedByTheLoaderOfTheSysroot) {
  EXPECT_TRUE(prints_match(here({loader(), "./roll", "6"}), rolled()));
}

// A program whose sysroot was moved after the program was linked. The program names the loader by its
// old path, so it starts only if the moved loader is named in the command.
class ProgramOfAMovedSysroot : public DynamicProgram {
 protected:
  void SetUp() override {
    DynamicProgram::SetUp();
    if (IsSkipped()) return;
    fs::copy(in_build("sysroot"), folder.path("moved"),
             fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    const std::string library = copy_of("libdice.so");
    ASSERT_TRUE(succeeds(here({folder.path("moved/bin/nacre-g++"), "-O2", "roll.cpp", library,
                               "-Wl,-rpath," + folder.path(), "-o", folder.path("roll")})));
    fs::rename(folder.path("moved"), folder.path("moved again"));
  }
};
TEST_F(ProgramOfAMovedSysroot, DoesNotStart) {
  EXPECT_TRUE(fails(command({"/bin/sh", "-c", folder.path("roll")}), "not found|No such file"));
}
TEST_F(ProgramOfAMovedSysroot, StartsByTheMovedLoader) {
  const std::string moved = folder.path("moved again/lib/") + fs::path(loader()).filename().string();
  EXPECT_TRUE(prints_match(command({moved, folder.path("roll"), "6"}), rolled()));
}
TEST_F(ProgramOfAMovedSysroot, IsListedByTheMovedLdd) {
  EXPECT_TRUE(prints_match(command({folder.path("moved again/bin/nacre-ldd"), folder.path("roll")}),
                           "libdice.so => " + folder.path("libdice.so")));
}

}  // namespace
