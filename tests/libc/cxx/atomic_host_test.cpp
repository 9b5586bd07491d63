// SPDX-License-Identifier: MIT
// Tests libatomic, which the build compiles from gcc's source: programs must link with it and run.
#include <gtest/gtest.h>

#include "tests/libc/cxx/gcc_libraries.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

const auto kModes = testing::Values("static", "static-pie", "dynamic");

class Atomic : public ByCompiler<std::string> {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_GCC_LIBRARIES();
    ByCompiler::SetUp();
  }
  std::string linked() const {
    return built(Command{in_sysroot("bin/nacre-" + compiler()), "-w", "-O2"}
                     .add(link_options(parameter()))
                     .add({cxx_test_program("atomic.c"), "-latomic"}));
  }
};
TEST_P(Atomic, Links) { EXPECT_TRUE(exists(linked())); }
// Four threads add 1 and 2 to the two members of a 16-byte object, 20000 times each. The program prints
// both members, and a text that it stored in a 40-byte object.
TEST_P(Atomic, LosesNoUpdate) { EXPECT_TRUE(prints(Command{linked()}, "80000 160000 text")); }
INSTANTIATE_TEST_SUITE_P(By, Atomic, by_compilers(kModes), by_texts);

class AtomicLibrary : public Atomic {};
TEST_P(AtomicLibrary, IsThatOfTheSysroot) {
  const Command link{in_sysroot("bin/nacre-" + compiler()), "-w", "-static",
                     cxx_test_program("atomic.c"), "-latomic"};
  EXPECT_EQ(linked_from(link, "libatomic"), only_in_sysroot("libatomic"));
}
INSTANTIATE_TEST_SUITE_P(By, AtomicLibrary, by_compilers(testing::Values("static")), by_texts);

// For a 16-byte object, libatomic's IFUNC resolver must choose the functions that use cmpxchg16b and
// take no lock. With a lock, the program would wait forever in a signal handler.
class AtomicOfSixteenBytes : public testing::TestWithParam<const char*> {};
TEST_P(AtomicOfSixteenBytes, TakesNoLock) {
  SKIP_WITHOUT_GCC_LIBRARIES();
  if (setting("ARCH") != "x86_64") GTEST_SKIP() << "only x86_64 has cmpxchg16b";
  const std::string program = built(Command{in_sysroot("bin/nacre-gcc"), "-w", "-O2"}
                                        .add(link_options(GetParam()))
                                        .add({cxx_test_program("interrupted.c"), "-latomic"}));
  EXPECT_TRUE(prints(Command{program}, "no update lost"));
}
INSTANTIATE_TEST_SUITE_P(Mode, AtomicOfSixteenBytes, kModes, by_text);

}  // namespace
