// SPDX-License-Identifier: MIT
// Tests that a program that Debian's musl-gcc built for musl 1.2.3 runs unchanged on nacre's loader.
#include <filesystem>

#include "tests/support/host/draws.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// draw() is in tests/support/host/draw.c. It calls getrandom() and getentropy(), and returns 0 if they
// succeed.
const char kProgram[] = R"(#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
int draw(void);
static void *thread(void *unused) { (void)unused; return draw() ? (void *)1 : 0; }
int main(void)
{
	pthread_t id;
	void *bad = (void *)1;
	char text[32];
	if (pthread_create(&id, 0, thread, 0) || pthread_join(id, &bad) || bad) return 1;
	snprintf(text, sizeof text, "%.2f %zu", 2.5, sizeof text);
	return strcmp(text, "2.50 32") ? 2 : draw();
}
)";

// Unpacks Debian's packages of musl, and compiles a program with their compiler.
class DebianMuslGcc : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    reason_ = unpack();
    if (reason_.empty()) prepare_compiler_and_program();
  }
  static void TearDownTestSuite() { delete folder_; }

  void SetUp() override {
    if (!reason_.empty()) GTEST_SKIP() << reason_;
  }
  static Command compile() {
    return Command{path("musl-gcc"), path("program.c"), in_source("tests/support/host/draw.c"), "-o",
                   path("program")};
  }
  static std::string path(const std::string& name) { return folder_->path(name); }
  static std::string loader() { return in_sysroot("lib/ld-musl-x86_64.so.1"); }

 private:
  static std::string unpack() {
    for (const char* package : {"musl-1.2.3", "musl-dev-1.2.3", "musl-tools-1.2.3"}) {
      const Output fetched = Command{in_source("build-aux/fetch"), package}.run();
      if (fetched.status != 0) return "Debian's package cannot be fetched: " + fetched.err;
      EXPECT_TRUE(succeeds(Command{"dpkg-deb", "-x", lines(fetched.out).at(0), path("root")}));
    }
    return "";
  }
  // The script musl-gcc and the file musl-gcc.specs contain paths of installed packages. Replaces these
  // paths by those of the unpacked packages, and compiles the program.
  static void prepare_compiler_and_program() {
    const std::string libraries = "/usr/lib/x86_64-linux-musl",
                      headers = "/usr/include/x86_64-linux-musl";
    const std::string specs = path("root" + libraries + "/musl-gcc.specs");
    write_file(specs, replaced(replaced(read_file(specs), libraries, path("root" + libraries)), headers,
                               path("root" + headers)));
    write_file(path("musl-gcc"),
               replaced(read_file(path("root/usr/bin/musl-gcc")), libraries, path("root" + libraries)));
    fs::permissions(path("musl-gcc"), fs::perms::owner_all);
    // On an installed system, /lib is a link to /usr/lib, so libc.so and libc.a are in the same folder.
    fs::copy_file(path("root/lib/x86_64-linux-musl/libc.so"), path("root" + libraries + "/libc.so"),
                  fs::copy_options::overwrite_existing);
    write_file(path("program.c"), kProgram);
    EXPECT_TRUE(succeeds(compile()));
  }
  static inline TemporaryFolder* folder_;
  static inline std::string reason_;  // why the tests are skipped; empty if they can run
};

TEST_F(DebianMuslGcc, Compiles) { EXPECT_TRUE(succeeds(compile())); }
TEST_F(DebianMuslGcc, MakesAProgramForMuslsLoader) {
  EXPECT_TRUE(prints_match(Command{"readelf", "-lW", path("program")}, "/lib/ld-musl-x86_64.so.1"));
  EXPECT_TRUE(prints_match(Command{"readelf", "-dW", path("program")}, "NEEDED.*libc.so"));
}
TEST_F(DebianMuslGcc, ProgramRunsUnchangedOnNacresLoader) {
  EXPECT_TRUE(succeeds(Command{loader(), path("program")}));
}
TEST_F(DebianMuslGcc, ProgramDrawsThroughTheVdso) {
  if (const std::string why = no_vdso_getrandom(); !why.empty()) GTEST_SKIP() << why;
  EXPECT_TRUE(draws_by_vdso(trace().add({loader(), path("program")})));
}

}  // namespace
