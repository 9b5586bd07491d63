// SPDX-License-Identifier: MIT
// Tests two parts of make check-world: the compilers that build packages, and the isolation of a running
// suite (tests/world/isolated).
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/world/run.hpp"

using namespace nacre::test;

namespace {

class WorldCompilers : public testing::Test {
 protected:
  static void SetUpTestSuite() { nacre::world::make_compilers(); }
  // Links a program, which must not need a dynamic loader, and returns the type of its ELF file.
  std::string linked_type(const char* compiler, std::vector<std::string> flags = {}) const {
    const std::string source = folder.file("main.c", "int main(void) { return 0; }\n");
    Command command{in_build("world/nacre/bin/") + compiler, "-o", folder.path("program"), source};
    EXPECT_TRUE(succeeds(command.add(flags)));
    const std::string header = Command{"readelf", "-hlW", folder.path("program")}.run().out;
    EXPECT_FALSE(matches(header, "INTERP")) << header;
    return matches(header, "Type: *EXEC ") ? "EXEC" : matches(header, "Type: *DYN ") ? "DYN" : header;
  }
  const TemporaryFolder folder;
};

TEST_F(WorldCompilers, CcLinksStatically) { EXPECT_EQ(linked_type("cc"), "EXEC"); }
TEST_F(WorldCompilers, NacreGccLinksAsItsOptionsSay) {
  EXPECT_EQ(linked_type("nacre-gcc", {"-static-pie"}), "DYN");
}

class WorldIsolated : public testing::Test {
 protected:
  static void SetUpTestSuite() { nacre::world::make_compilers(); }
  void SetUp() override {
    if (!nacre::world::can_isolate()) GTEST_SKIP() << "this kernel does not allow user namespaces here";
  }
  static Command inside(std::vector<std::string> command) {
    return Command{in_source("tests/world/isolated"), in_build()}.add(command);
  }
};

TEST_F(WorldIsolated, SuiteCanWriteToTmp) {
  EXPECT_TRUE(succeeds(inside({"touch", "/tmp/nacre-isolated"})));
}
TEST_F(WorldIsolated, SuiteHasATmpOfItsOwn) {
  const std::string file = "/tmp/nacre-isolated." + std::to_string(getpid());
  EXPECT_TRUE(succeeds(inside({"touch", file})));
  EXPECT_FALSE(exists(file));
}
TEST_F(WorldIsolated, SuiteFindsTheBuild) {
  EXPECT_TRUE(succeeds(inside({"test", "-f", in_build("config.mk")})));
}
TEST_F(WorldIsolated, SuiteIsAnOrdinaryUser) { EXPECT_TRUE(prints(inside({"id", "-u"}), "1000")); }
TEST_F(WorldIsolated, SuiteHasNoNetworkButLoopback) {
  std::vector<std::string> interfaces;
  for (const std::string& line : lines(inside({"cat", "/proc/net/dev"}).run().out))
    if (line.find(':') != line.npos) interfaces.push_back(words(line)[0]);
  EXPECT_EQ(interfaces, std::vector<std::string>{"lo:"});
}

}  // namespace
