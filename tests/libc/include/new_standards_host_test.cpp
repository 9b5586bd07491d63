// SPDX-License-Identifier: MIT
// Tests that headers declare the functions that POSIX.1-2024 and C23 add, if a program requests that
// standard. Without the request, the headers must not declare them.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

const char kPosix2024[] = R"(#include <pthread.h>
#include <semaphore.h>
#include <spawn.h>
void* all[] = {
    (void*)pthread_cond_clockwait,          (void*)pthread_mutex_clocklock,
    (void*)pthread_rwlock_clockrdlock,      (void*)pthread_rwlock_clockwrlock,
    (void*)sem_clockwait,                   (void*)posix_spawn_file_actions_addchdir,
    (void*)posix_spawn_file_actions_addfchdir};
)";
const char kC23[] = R"(#include <stdlib.h>
#include <string.h>
void* all[] = {(void*)memset_explicit, (void*)free_sized, (void*)free_aligned_sized, (void*)memalignment};
)";

class Standard : public testing::Test {
 protected:
  Command compile(const char* source) const {
    return Command{in_sysroot("bin/nacre-gcc"), "-std=c17", "-x", "c", "-", "-c", "-o",
                   folder.path("object.o")}
        .input(source);
  }
  const TemporaryFolder folder;
};

TEST_F(Standard, Posix2024DeclaresItsFunctions) {
  EXPECT_TRUE(succeeds(compile(kPosix2024).add({"-D_POSIX_C_SOURCE=202405L", "-Werror"})));
}
TEST_F(Standard, Xopen800DeclaresTheFunctionsOfPosix2024) {
  EXPECT_TRUE(succeeds(compile(kPosix2024).add({"-D_XOPEN_SOURCE=800", "-Werror"})));
}
TEST_F(Standard, Posix2008LacksTheFunctionsOfPosix2024) {
  EXPECT_TRUE(fails(compile(kPosix2024).add({"-D_POSIX_C_SOURCE=200809L"}), "undeclared"));
}
// With -std=c2x, older compilers define a preliminary version number, so the test defines the final one.
TEST_F(Standard, C23DeclaresItsFunctions) {
  EXPECT_TRUE(
      succeeds(compile(kC23).add({"-D__STDC_VERSION__=202311L", "-Wno-builtin-macro-redefined"})));
}
TEST_F(Standard, C17LacksTheFunctionsOfC23) { EXPECT_TRUE(fails(compile(kC23), "undeclared")); }

}  // namespace
