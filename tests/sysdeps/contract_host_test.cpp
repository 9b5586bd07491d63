// SPDX-License-Identifier: MIT
// Tests the headers in sysdeps/contract, which assert the name and type of each function that a port
// must provide. A port that lacks a function, or declares it with another type, must not compile.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Returns a command that compiles a header of the contract by itself. `root` is a source tree.
Command compile(const std::string& root, const std::string& header) {
  return libc_compiler(root).add(
      {"-w", "-fsyntax-only", "-x", "c++", root + "/sysdeps/contract/" + header});
}

class Contract : public testing::TestWithParam<std::string> {};
TEST_P(Contract, CompilesByItself) { EXPECT_TRUE(succeeds(compile(in_source(), GetParam()))); }
INSTANTIATE_TEST_SUITE_P(Header, Contract,
                         testing::ValuesIn(files_under(in_source("sysdeps/contract"), ".hpp")), by_text);

// A copy of the sources, in which the port for Linux lacks a function or declares it with another type.
class PortWithAFault : public testing::Test {
 protected:
  // Replaces `from` in the port's memory.hpp. Returns a command that compiles the contract's memory.hpp
  // with this port.
  Command compile_with(const char* from, const char* to) const {
    for (const char* layer : {"sysdeps", "support"})
      fs::copy(in_source(layer), folder.path(layer), fs::copy_options::recursive);
    const std::string port = folder.path("sysdeps/linux/memory.hpp");
    write_file(port, replaced(read_file(port), from, to));
    return compile(folder.path(), "memory.hpp");
  }
  const TemporaryFolder folder;
};
TEST_F(PortWithAFault, MissingFunctionStopsTheBuild) {
  EXPECT_TRUE(fails(compile_with("map_droppable(", "map_other("), "map_droppable.* was not declared"));
}
TEST_F(PortWithAFault, FunctionWithAnotherTypeStopsTheBuild) {
  EXPECT_TRUE(
      fails(compile_with("map_droppable(size_t", "map_droppable(unsigned"), "static assertion failed"));
}

}  // namespace
