// SPDX-License-Identifier: MIT
// Tests programs that are linked by the compiler wrappers (nacre-gcc, nacre-clang, ...). They must have
// no memory that is both writable and executable. linked.hpp lists what is checked. Then the tests
// inject faults by options or assembly sources, which the check must report.
#include "tests/libc/binaries/linked.hpp"
#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

const char kInC[] = R"(#include <stdio.h>
#include <stdlib.h>
int main(void) { return printf("%u\n", (unsigned)arc4random()) < 2; }
)";
const char kInCxx[] = R"(#include <random>
#include <stdexcept>
int main() {
  try { throw std::runtime_error("thrown"); } catch (const std::exception&) {
    return std::random_device()() == 0;
  }
}
)";

class LinkedProgram : public testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  void SetUp() override {
    if (find_program(compiler()).empty())
      GTEST_SKIP() << "there is no " << compiler() << " on this machine";
    if (compiler().ends_with("++")) SKIP_WITHOUT_CXX();
    SKIP_WITHOUT_MODE(mode());
  }
  std::string compiler() const { return std::get<0>(GetParam()); }
  std::string mode() const { return std::get<1>(GetParam()); }
  std::string program() const {
    const bool is_cxx = compiler().ends_with("++");
    return built(Command{in_sysroot("bin/nacre-" + compiler()), "-O2", is_cxx ? "-xc++" : "-xc", "-"}
                     .add(link_options(mode()))
                     .input(is_cxx ? kInCxx : kInC));
  }
};
TEST_P(LinkedProgram, Links) { EXPECT_TRUE(exists(program())); }
TEST_P(LinkedProgram, HasNoForbiddenSegmentOrRelocation) {
  EXPECT_EQ(problems_of_linked(program()), Problems());
}
INSTANTIATE_TEST_SUITE_P(By, LinkedProgram,
                         testing::Combine(testing::Values("gcc", "clang", "g++", "clang++"),
                                          testing::Values("static", "static-pie", "dynamic")),
                         by_texts);

class LinkedFault : public Injection {
 protected:
  // Links a program with additional options or an assembly source, and returns its problems.
  Problems problems(const std::string& mode, const std::vector<std::string>& options,
                    const std::string& assembly = "") const {
    std::vector<std::string> inputs = {folder.file("program.c", kInC)};
    // kNote declares that the assembly needs no executable stack, so the injected fault is the only one.
    if (!assembly.empty()) inputs.push_back(folder.file("fault.s", assembly + "\n" + kNote + "\n"));
    const std::string file = folder.path("faulty");
    EXPECT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc"), "-o", file}
                             .add(link_options(mode))
                             .add(inputs)
                             .add(options)));
    return problems_of_linked(file);
  }
  const std::string kNote = ".section .note.GNU-stack,\"\",@progbits";
};
class LinkedFaultOfMode : public LinkedFault, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { SKIP_WITHOUT_MODE(GetParam()); }
};
TEST_P(LinkedFaultOfMode, ExecutableStackIsFound) {
  EXPECT_TRUE(finds(problems(GetParam(), {"-Wl,-z,execstack"}), "the stack is executable"));
}
// The object requests an executable stack in its .note.GNU-stack. Only some linkers treat an object
// without this note in the same way.
TEST_P(LinkedFaultOfMode, ObjectThatMakesTheStackExecutableIsFound) {
  const std::string source =
      folder.file("stack.s", ".text\n.globl f\nf: nop\n.section .note.GNU-stack,\"x\",@progbits\n");
  EXPECT_TRUE(finds(problems(GetParam(), {source}), "the stack is executable"));
}
TEST_P(LinkedFaultOfMode, WritableAndExecutableSegmentIsFound) {
  EXPECT_TRUE(finds(problems(GetParam(), {}, ".section .odd,\"awx\",@progbits\n.globl f\nf: nop"),
                    "a segment is"));
}
TEST_P(LinkedFaultOfMode, MissingRelroIsFound) {
  EXPECT_TRUE(finds(problems(GetParam(), {"-Wl,-z,norelro"}), "read-only after relocation"));
}
INSTANTIATE_TEST_SUITE_P(Mode, LinkedFaultOfMode, testing::Values("static", "static-pie", "dynamic"),
                         by_text);

TEST_F(LinkedFault, RelocationInTheTextIsFound) {
  SKIP_WITHOUT_MODE("dynamic");
  EXPECT_TRUE(finds(problems("dynamic", {"-pie", "-Wl,-z,notext"}, ".text\n.globl f\nf: .quad main"),
                    "relocations in the text"));
}

}  // namespace
