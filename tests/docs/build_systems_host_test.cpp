// SPDX-License-Identifier: MIT
// A recipe is a code block with a name in docs/build-systems.md. These tests run each recipe on a small
// project for its build system (tests/docs/projects). The recipes run with the sysroot in the build
// folder, and with a copy of the sysroot in a folder whose name has spaces.
#include <algorithm>

#include "tests/docs/build_tools.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

BuildTools& tools() {
  static BuildTools tools;
  return tools;
}
std::string page() { return in_source("docs/build-systems.md"); }

std::string moved_sysroot() {
  static const TemporaryFolder folder;
  const std::string moved = folder.path("moved, with spaces");
  if (!exists(moved))
    fs::copy(in_build("sysroot"), moved, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  return moved;
}

// Copies the sources of a project, and the sources that all projects share.
void copy_project(const std::string& name, const std::string& to) {
  for (const std::string& from : {std::string("source"), name})
    fs::copy(in_source("tests/docs/projects/" + from), to, fs::copy_options::recursive);
}

struct Recipe {
  const char* project;
  const char* name;
  const char* needs;             // tools, see BuildTools
  bool dynamic = false;          // links programs dynamically, for the sysroot's loader
  const char* environment = "";  // variables for the recipe
  operator std::string() const { return std::string(project) + " by " + name; }
};

// Copies a project and runs a recipe in it, which builds the project and runs its tests. `unavailable`
// is the reason if a tool is missing, and otherwise empty.
class Build {
 public:
  Build(const Recipe& recipe, const std::string& sysroot) : sysroot_(sysroot) {
    for (const std::string& tool : words(recipe.needs))
      if (unavailable.empty()) unavailable = tools().missing(tool);
    if (!unavailable.empty()) return;
    copy_project(recipe.project, project_);
    if (exists(project_ + "/OwnConfig.cmake")) make_prefix_of_the_user();
    if (exists(project_ + "/configure.ac")) make_configure = in_project({"autoreconf", "-i"}).run();
    built = in_project({"env", "NACRE=" + sysroot})
                .add(words(recipe.environment))
                .add({"/bin/sh", "-eu", "-c", nacre::test::recipe(page(), recipe.name)})
                .run();
    for (const std::string& file : files_under(project_))
      if (fs::path(file).filename() == "roll") program = project_ + "/" + file;
  }

  std::string unavailable, program;
  Output make_configure{}, built{};

 private:
  Command in_project(const std::vector<std::string>& words) const {
    return tools().command(words).in(project_);
  }
  // Creates a folder "own" outside of the sysroot, with a library and a package file for CMake. The
  // project must find both there.
  void make_prefix_of_the_user() const {
    const std::string prefix = folder_.path("own");
    const std::string source = folder_.file("own.c", "int own(void) { return 0; }\n");
    fs::create_directories(prefix + "/lib/cmake/Own");
    EXPECT_TRUE(
        succeeds(Command{sysroot_ + "/bin/nacre-gcc", "-c", source, "-o", folder_.path("own.o")}));
    EXPECT_TRUE(succeeds(
        Command{sysroot_ + "/bin/nacre-ar", "rcs", prefix + "/lib/libown.a", folder_.path("own.o")}));
    fs::rename(project_ + "/OwnConfig.cmake", prefix + "/lib/cmake/Own/OwnConfig.cmake");
    write_file(project_ + "/meson.build",
               replaced(read_file(project_ + "/meson.build"), "@OWN@", prefix));
  }

  const std::string sysroot_;
  const TemporaryFolder folder_;
  const std::string project_ = folder_.path("project");
};

// Builds each project once by each recipe, and keeps the result for all tests.
class BuildSystem : public testing::TestWithParam<Recipe> {
 protected:
  explicit BuildSystem(std::string sysroot = in_build("sysroot")) : sysroot(std::move(sysroot)) {}
  void SetUp() override {
    static std::map<std::string, const Build> builds;
    build =
        &builds.try_emplace(sysroot + ": " + std::string(GetParam()), GetParam(), sysroot).first->second;
    if (!build->unavailable.empty()) GTEST_SKIP() << build->unavailable;
  }
  void expect_configure() const {
    EXPECT_EQ(build->make_configure.status, 0) << build->make_configure.all();
  }
  void expect_build() const { EXPECT_EQ(build->built.status, 0) << build->built.all(); }
  void expect_random_bytes_from_nacre() const {
    ASSERT_NE(build->program, "");
    EXPECT_TRUE(prints_match(Command{build->program, "6"}, "^[1-6] by nacre's (vdso|syscall)$"));
  }
  void expect_linked() const {
    ASSERT_NE(build->program, "");
    const Output headers = Command{"readelf", "-lW", build->program}.run();
    EXPECT_EQ(headers.status, 0) << headers.all();
    if (!GetParam().dynamic)
      EXPECT_EQ(headers.out.find("INTERP"), std::string::npos) << headers.out;
    else
      EXPECT_NE(headers.out.find("[Requesting program interpreter: " + sysroot + "/lib/ld-musl-"),
                std::string::npos)
          << headers.out;
  }
  const std::string sysroot;
  const Build* build;
};

const Recipe kAutotools = {"autotools", "autotools", "autotools"};
// These recipes run with both sysroots.
const Recipe kMainRecipes[] = {{"make", "make", ""},
                               {"make", "by-hand", "pkg-config"},
                               {"cmake", "cmake", "cmake"},
                               {"meson", "meson", "meson pkg-config"},
                               {"pkg-config", "pkg-config", "pkg-config"},
                               kAutotools};
// These recipes run only with the moved sysroot.
const Recipe kOtherRecipes[] = {
    {"cmake", "cmake-dynamic", "cmake", true},
    {"cmake", "cmake-clang", "cmake clang"},
    {"cmake-old", "cmake", "cmake cmake-3"},
    {"cmake-old", "cmake-clang", "cmake cmake-3 clang ld.lld", false, "LDFLAGS=-fuse-ld=lld"},
    {"meson", "meson-dynamic", "meson pkg-config", true},
    {"meson", "meson-1.3", "meson meson-1.3 pkg-config"},
    {"meson-libraries", "meson", "meson pkg-config cmake"},
    {"meson-openmp", "meson", "meson pkg-config libgomp"}};

TEST_P(BuildSystem, RecipeSucceeds) { expect_build(); }
TEST_P(BuildSystem, ProgramGetsRandomBytesFromNacre) { expect_random_bytes_from_nacre(); }
TEST_P(BuildSystem, ProgramIsStaticOrNamesTheSysrootsLoader) { expect_linked(); }
INSTANTIATE_TEST_SUITE_P(Recipe, BuildSystem, testing::ValuesIn(kMainRecipes), by_text);

class BuildSystemWithMovedSysroot : public BuildSystem {
 protected:
  BuildSystemWithMovedSysroot() : BuildSystem(moved_sysroot()) {}
};
TEST_P(BuildSystemWithMovedSysroot, RecipeSucceeds) { expect_build(); }
TEST_P(BuildSystemWithMovedSysroot, ProgramGetsRandomBytesFromNacre) {
  expect_random_bytes_from_nacre();
}
TEST_P(BuildSystemWithMovedSysroot, ProgramIsStaticOrNamesTheSysrootsLoader) { expect_linked(); }
INSTANTIATE_TEST_SUITE_P(MainRecipe, BuildSystemWithMovedSysroot, testing::ValuesIn(kMainRecipes),
                         by_text);
INSTANTIATE_TEST_SUITE_P(Recipe, BuildSystemWithMovedSysroot, testing::ValuesIn(kOtherRecipes), by_text);

// The autotools project has no configure script. autoreconf creates it.
class AutotoolsProject : public BuildSystem {};
TEST_P(AutotoolsProject, AutoreconfCreatesConfigure) { expect_configure(); }
INSTANTIATE_TEST_SUITE_P(Recipe, AutotoolsProject, testing::Values(kAutotools), by_text);
class AutotoolsProjectWithMovedSysroot : public BuildSystemWithMovedSysroot {};
TEST_P(AutotoolsProjectWithMovedSysroot, AutoreconfCreatesConfigure) { expect_configure(); }
INSTANTIATE_TEST_SUITE_P(Recipe, AutotoolsProjectWithMovedSysroot, testing::Values(kAutotools), by_text);

class BuildSystemsPage : public testing::TestWithParam<Recipe> {};
TEST_P(BuildSystemsPage, HasTheRecipe) { EXPECT_NE(recipe(page(), GetParam().name), ""); }
INSTANTIATE_TEST_SUITE_P(MainRecipe, BuildSystemsPage, testing::ValuesIn(kMainRecipes), by_text);
INSTANTIATE_TEST_SUITE_P(Recipe, BuildSystemsPage, testing::ValuesIn(kOtherRecipes), by_text);
// Each recipe on the page is in the lists above, so all recipes are tested.
TEST(BuildSystemsPageRecipes, AreAllRun) {
  std::vector<std::string> run;
  for (const Recipe& recipe : kMainRecipes) run.push_back(recipe.name);
  for (const Recipe& recipe : kOtherRecipes) run.push_back(recipe.name);
  for (const std::string& line : lines(read_file(page())))
    if (line.starts_with("```sh ")) {
      EXPECT_GT(std::count(run.begin(), run.end(), line.substr(6)), 0) << line;
    }
}

class ToolchainFile : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = tools().missing("cmake"); !why.empty()) GTEST_SKIP() << why;
  }
  Command cmake(const std::string& project) const {
    copy_project(project, folder.path("project"));
    return tools().command({"cmake", "-S", folder.path("project"), "-B", folder.path("build"),
                            "-DCMAKE_TOOLCHAIN_FILE=" + in_sysroot("share/nacre/nacre.cmake")});
  }
  const TemporaryFolder folder;
};
TEST_F(ToolchainFile, RejectsAnUnknownValueOfNacreLink) {
  EXPECT_TRUE(fails(cmake("cmake").add({"-DNACRE_LINK=whole"}),
                    "NACRE_LINK=whole: use one of static;static-pie;dynamic"));
}

// The project cmake-finds prints what CMake finds with the toolchain file. It must find libraries of the
// user and packages of the sysroot, but no header of this machine's glibc.
class CMakeFinds : public ToolchainFile {
 protected:
  void SetUp() override {
    ToolchainFile::SetUp();
    if (IsSkipped()) return;
    if (const std::string why = tools().missing("pkg-config"); !why.empty()) GTEST_SKIP() << why;
    fs::create_directories(folder.path("own/lib"));
    ASSERT_TRUE(succeeds(Command{in_sysroot("bin/nacre-ar"), "rcs", folder.path("own/lib/libdice.a")}));
    configured = cmake("cmake-finds").add({"-DCMAKE_PREFIX_PATH=" + folder.path("own")}).run();
    ASSERT_EQ(configured.status, 0) << configured.all();
  }
  Output configured;
};
TEST_F(CMakeFinds, LibraryInAPrefixOfTheUser) {
  EXPECT_TRUE(matches(configured.out, "dice: " + folder.path("own/lib/libdice.a") + " "))
      << configured.out;
}
TEST_F(CMakeFinds, PackageOfTheSysroot) {
  const std::string version = words(read_file(in_source("VERSION"))).at(0);
  EXPECT_TRUE(matches(configured.out, "nacre: " + version + " ")) << configured.out;
}
TEST_F(CMakeFinds, NoHeaderOfTheMachine) {
  EXPECT_TRUE(matches(configured.out, "glibc: GLIBC-NOTFOUND")) << configured.out;
}

TEST(NacrePkgConfig, ListsOnlyNacre) {
  if (const std::string why = tools().missing("pkg-config"); !why.empty()) GTEST_SKIP() << why;
  const Output listed = tools().command({in_sysroot("bin/nacre-pkg-config"), "--list-all"}).run();
  ASSERT_EQ(lines(listed.out).size(), 1U) << listed.all();
  EXPECT_EQ(words(listed.out)[0], "nacre");
}

}  // namespace
