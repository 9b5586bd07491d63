// SPDX-License-Identifier: MIT
// Tests nacre's libc.so as a replacement for musl's. A program, its library and its plugin are linked
// with stock (unpatched) musl 1.2.6. They must run unchanged on nacre's loader, and their getrandom()
// must use the vDSO. debian_musl_gcc_host_test.cpp tests a program for musl 1.2.3.
#include <algorithm>
#include <filesystem>

#include "tests/support/host/built.hpp"
#include "tests/support/host/draws.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Prints the thread-local name of the main thread, how many threads caught their own exception, and
// whether two random numbers differ: "main 2 1".
const char kCxx[] = R"(#include <cstdio>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
thread_local std::string name = "main";
int main() {
  int caught = 0;
  std::mutex lock;
  auto work = [&] {
    name = "other";
    try {
      throw std::runtime_error(name);
    } catch (const std::exception& e) {
      std::lock_guard hold(lock);
      caught += e.what() == name;
    }
  };
  std::thread a(work), b(work);
  a.join();
  b.join();
  std::random_device device;
  return std::printf("%s %d %d\n", name.c_str(), caught, device() != device()) < 0;
}
)";

// Links the program and its libraries with stock musl, once for all tests.
class DropIn : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!has_loaders()) return;
    folder_ = new TemporaryFolder;
    EXPECT_TRUE(succeeds(link({"-shared", in_source("tests/support/host/draw.c"), "-o", "libdraw.so"})));
    EXPECT_TRUE(succeeds(link({"-shared", source("plugin.c"), "-o", "plugin.so"})));
    EXPECT_TRUE(succeeds(link({"-shared", source("preload.c"), "-o", "preload.so"})));
    EXPECT_TRUE(succeeds(link({source("program.c"), "-ldraw", "-o", "program"})));
  }
  static void TearDownTestSuite() { delete folder_; }
  void SetUp() override {
    if (!has_loaders()) GTEST_SKIP() << "this build has no libc.so";
  }

  static bool has_loaders() { return exists(in_sysroot("lib/libc.so")) && exists(stock_loader()); }
  static std::string path_of_musls_loader() { return "/lib/ld-musl-" + setting("LOADER") + ".so.1"; }
  static std::string stock_loader() { return in_build("stock/lib/libc.so"); }
  static std::string loader() { return in_sysroot("lib/ld-musl-" + setting("LOADER") + ".so.1"); }
  static std::string source(const std::string& name) {
    return in_source("tests/libc/musl/projects/drop_in/" + name);
  }
  static std::string path(const std::string& name) { return folder_->path(name); }

  // Compiles and links with stock musl. The program requests musl's own loader (PT_INTERP).
  static Command link(std::vector<std::string> words) {
    return Command{in_build("stock/bin/nacre-gcc"), "-O2", "-fPIC", "-L."}
        .add(std::move(words))
        .add({"-Wl,-dynamic-linker," + path_of_musls_loader()})
        .in(folder_->path());
  }
  // Runs a program of the folder with a loader, which finds the program's library in the folder.
  static Command on(const std::string& loader, std::vector<std::string> words) {
    return in_folder(Command{loader}.add(std::move(words)));
  }
  static Command in_folder(Command command) {
    return command.in(folder_->path()).set("LD_LIBRARY_PATH", ".");
  }

 private:
  static inline TemporaryFolder* folder_;
};

class LinkedWithMusl : public DropIn, public testing::WithParamInterface<std::string> {};
TEST_P(LinkedWithMusl, Exists) { EXPECT_TRUE(exists(path(GetParam()))); }
INSTANTIATE_TEST_SUITE_P(File, LinkedWithMusl,
                         testing::Values("libdraw.so", "plugin.so", "preload.so", "program"), by_text);

// "pid 1" in the output means that getpid() returned a positive number (program.c).
using ProgramOfMusl = DropIn;
TEST_F(ProgramOfMusl, IsForMuslsLoader) {
  EXPECT_TRUE(prints_match(Command{"readelf", "-lW", path("program")}, path_of_musls_loader()));
  const Output dynamic = Command{"readelf", "-d", path("program")}.run();
  EXPECT_TRUE(matches(dynamic.out, "NEEDED")) << dynamic.all();
  EXPECT_FALSE(matches(dynamic.out, "R(UN)?PATH")) << dynamic.out;
}
TEST_F(ProgramOfMusl, RunsOnStockMuslsLoader) {
  EXPECT_TRUE(prints(on(stock_loader(), {"./program", "hello"}), "hello pid 1"));
}
TEST_F(ProgramOfMusl, RunsOnNacresLoader) {
  EXPECT_TRUE(prints(on(loader(), {"./program", "hello"}), "hello pid 1"));
}
TEST_F(ProgramOfMusl, DrawsThroughTheVdso) {
  if (const std::string why = no_vdso_getrandom(); !why.empty()) GTEST_SKIP() << why;
  EXPECT_TRUE(draws_by_vdso(in_folder(trace().add({loader(), "./program"}))));
}
// This shows that the test above can fail.
TEST_F(ProgramOfMusl, DrawsBySystemCallsOnStockMuslsLoader) {
  if (const std::string why = no_vdso_getrandom(); !why.empty()) GTEST_SKIP() << why;
  EXPECT_TRUE(draws_by_system_calls(in_folder(trace().add({stock_loader(), "./program"}))));
}

class NacresLoader : public DropIn {
 protected:
  // The getpid() of preload.so returns -1, so the program prints "pid 0" if preload.so is loaded.
  static Command preloaded(const std::string& loader) {
    return on(loader, {"./program", "hello"}).set("LD_PRELOAD", "./preload.so");
  }
  // If the loader is called as "ldd", it lists the libraries that it would load. Returns one line for
  // each library, without the folder and the address.
  std::vector<std::string> listed(const std::string& loader) const {
    const TemporaryFolder links;
    fs::create_symlink(loader, links.path("ldd"));
    const Output output = on(links.path("ldd"), {"./program"}).run();
    EXPECT_EQ(output.status, 0) << output.all();
    std::vector<std::string> found;
    for (std::string line : lines(output.out)) {
      line = line.substr(line.find_first_not_of(" \t"));
      line = line.substr(0, line.find(" (0x"));
      const size_t arrow = line.find("=>"), last = line.rfind("/lib/");
      if (arrow != line.npos && last != line.npos && last > arrow)
        line = line.substr(0, arrow) + "=> " + line.substr(last + 5);
      found.push_back(line);
    }
    std::sort(found.begin(), found.end());
    return found;
  }
};
TEST_F(NacresLoader, PreloadsTheLibraryInLdPreload) {
  EXPECT_TRUE(prints(preloaded(loader()), "hello pid 0"));
}
TEST_F(NacresLoader, StockMuslsLoaderPreloadsTheSameLibrary) {
  EXPECT_TRUE(prints(preloaded(stock_loader()), "hello pid 0"));
}
TEST_F(NacresLoader, PreloadsTheLibraryOfItsPreloadOption) {
  const Command command{loader(),       "--library-path", ".",    "--preload",
                        "./preload.so", "./program",      "hello"};
  EXPECT_TRUE(prints(Command(command).in(path("")), "hello pid 0"));
}
TEST_F(NacresLoader, ListsLibrariesIfItIsCalledAsLdd) {
  const std::vector<std::string> names = listed(in_sysroot("lib/libc.so"));
  EXPECT_NE(std::find(names.begin(), names.end(), "libdraw.so => ./libdraw.so"), names.end())
      << join(names, "\n");
}
TEST_F(NacresLoader, ListsTheLibrariesThatStockMuslLists) {
  EXPECT_EQ(listed(in_sysroot("lib/libc.so")), listed(stock_loader()));
}
// LD_LIBRARY_PATH is not set, so the loader does not find libdraw.so.
TEST_F(NacresLoader, ErrorNamesTheMissingLibrary) {
  EXPECT_TRUE(
      fails(Command{loader(), "./program"}.in(path("")), "Error loading shared library libdraw.so"));
}
// The program opens ./plugin.so. It runs in another folder here, which has a plugin.so that calls a
// function that does not exist.
TEST_F(NacresLoader, CannotOpenAPluginWithAnUndefinedName) {
  const TemporaryFolder broken;
  broken.file("broken.c", "int nowhere(void); int twice(int x) { return nowhere() + x; }\n");
  ASSERT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc"), "-shared", "-fPIC", "-nostdlib",
                               broken.path("broken.c"), "-o", broken.path("plugin.so")}));
  const Command command =
      Command{loader(), path("program")}.in(broken.path()).set("LD_LIBRARY_PATH", path(""));
  EXPECT_TRUE(fails(command, "nowhere: symbol not found"));
}

// Tests a C++ program that nacre-g++ links, and that requests musl's loader. libstdc++ is linked
// statically, so the program needs only libc.so. The program cannot run on stock musl, because libstdc++
// calls arc4random, which musl does not have.
class CxxOnNacresLoader : public DropIn {
 protected:
  void SetUp() override {
    DropIn::SetUp();
    if (IsSkipped()) return;
    SKIP_WITHOUT_CXX();
    cxx.file("cxx.cpp", kCxx);
    ASSERT_TRUE(succeeds(compiler({"-std=c++20", "-O2", "-fPIC", "-c", "cxx.cpp", "-o", "cxx.o"})));
    ASSERT_TRUE(
        succeeds(compiler({"cxx.o", "-o", "cxx", "-Wl,-dynamic-linker," + path_of_musls_loader()})));
  }
  Command compiler(std::vector<std::string> words) const {
    return Command{in_sysroot("bin/nacre-g++")}.add(std::move(words)).in(cxx.path());
  }
  const TemporaryFolder cxx;
};
TEST_F(CxxOnNacresLoader, CompilesAndLinksForMuslsLoader) {
  EXPECT_TRUE(prints_match(Command{"readelf", "-lW", cxx.path("cxx")}, path_of_musls_loader()));
}
TEST_F(CxxOnNacresLoader, NeedsNoOtherLibrary) {
  const Output dynamic = Command{"readelf", "-d", cxx.path("cxx")}.run();
  EXPECT_TRUE(matches(dynamic.out, "NEEDED.*\\[libc.so\\]")) << dynamic.all();
  EXPECT_FALSE(matches(dynamic.out, "NEEDED.*(stdc|gcc)")) << dynamic.out;
}
TEST_F(CxxOnNacresLoader, RunsWithThreadsAndExceptions) {
  EXPECT_TRUE(prints(Command{loader(), cxx.path("cxx")}, "main 2 1"));
}

}  // namespace
