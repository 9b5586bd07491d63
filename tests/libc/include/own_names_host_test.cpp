// SPDX-License-Identifier: MIT
// Tests the headers that declare functions for new system calls. A program that does not request these
// functions (by _GNU_SOURCE, or by a header of nacre) may use their names for its own functions and
// variables. The headers must compile in C and C++.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

const char kOwnVariables[] = R"(#include <sys/mman.h>
static double mseal, pkey_alloc, pkey_free, pkey_get, pkey_mprotect, pkey_set, process_madvise,
    process_mrelease;
int main(void) {
  return mseal + pkey_alloc + pkey_free + pkey_get + pkey_mprotect + pkey_set + process_madvise +
         process_mrelease;
}
)";

// Exits with 0 if each call reaches the program's own function. nacre_memfd_secret(4) returns -1,
// because 4 is not a valid flag. So the program's memfd_secret(4) returns 0.
const char kOwnFunctions[] = R"(#define _GNU_SOURCE
#include <nacre/memory.h>
#include <nacre/secret.h>
#include <sys/mman.h>
struct cachestat { long a; };
static int cachestat(int fd, struct cachestat* stat) { return fd + stat->a; }
int memfd_secret(unsigned flags) { return nacre_memfd_secret(flags) + 1; }
void* map_shadow_stack(void* address) { return address; }
int main(void) {
  struct cachestat stat = {1};
  return cachestat(0, &stat) + memfd_secret(4) + !map_shadow_stack(&stat) != 1;
}
)";

const char kCxx[] = R"(#include <nacre/indirect.h>
#include <nacre/memory.h>
#include <nacre/secret.h>
#include <sys/mman.h>
int main() {
  return pkey_get(-1) != -1 || nacre_secret_size(nullptr) != 0 || nacre_indirect(nullptr, nullptr, 0) != -1;
}
)";

class OwnNames : public testing::Test {
 protected:
  // Compiles the source to `program`.
  Command compile(const char* compiler, const char* language, const char* source) const {
    return Command{in_sysroot(compiler), "-x", language, "-", "-o", program}.input(source);
  }
  const TemporaryFolder folder;
  const std::string program = folder.path("program");
};

TEST_F(OwnNames, MayBeDefinedWithoutGnuSource) {
  EXPECT_TRUE(succeeds(compile("bin/nacre-gcc", "c", kOwnVariables)
                           .add({"-std=c99", "-D_POSIX_C_SOURCE=200809L", "-c"})));
}
TEST_F(OwnNames, ConflictWithGnuSource) {
  EXPECT_TRUE(
      fails(compile("bin/nacre-gcc", "c", kOwnVariables).add({"-D_GNU_SOURCE", "-c"}), "redeclared"));
}

// If no other libc has a function for a system call, nacre's function has the prefix nacre_. So a
// program may use the kernel's name of the call for its own function, even with _GNU_SOURCE.
class OwnFunctions : public OwnNames {
 protected:
  void SetUp() override {
    compiled =
        succeeds(compile("bin/nacre-gcc", "c", kOwnFunctions).add({"-static", "-Wall", "-Werror"}));
  }
  testing::AssertionResult compiled = testing::AssertionFailure();
};
TEST_F(OwnFunctions, MayHaveTheKernelsNamesOfCallsThatNoOtherLibcHas) { EXPECT_TRUE(compiled); }
TEST_F(OwnFunctions, AreCalledInsteadOfTheLibcs) { EXPECT_TRUE(succeeds(Command{program})); }

class HeadersOfCalls : public OwnNames, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    compiled = succeeds(compile("bin/nacre-g++", "c++", kCxx)
                            .add({GetParam(), "-Wall", "-Wextra", "-Werror", "-pedantic"}));
  }
  testing::AssertionResult compiled = testing::AssertionFailure();
};
TEST_P(HeadersOfCalls, CompileAsCxx) { EXPECT_TRUE(compiled); }
TEST_P(HeadersOfCalls, GiveAProgramThatRuns) { EXPECT_TRUE(succeeds(Command{program})); }
INSTANTIATE_TEST_SUITE_P(Standard, HeadersOfCalls, testing::Values("-std=c++11", "-std=c++20"), by_text);

class NacreHeader : public OwnNames, public testing::WithParamInterface<const char*> {};
TEST_P(NacreHeader, CompilesAsC99) {
  EXPECT_TRUE(
      succeeds(Command{in_sysroot("bin/nacre-gcc"), "-x", "c", "-std=c99", "-Wall", "-Wextra", "-Werror",
                       "-pedantic", "-c", in_sysroot("include/nacre/") + GetParam(), "-o", program}));
}
INSTANTIATE_TEST_SUITE_P(Of, NacreHeader, testing::Values("indirect.h", "memory.h", "secret.h"),
                         by_text);

}  // namespace
