// SPDX-License-Identifier: MIT
// Tests libc/musl/replaced, the list of musl's objects that nacre replaces. If the list and the objects
// differ, the build of musl must fail.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class ReplacedObjects : public testing::Test {
 protected:
  const std::string list = read_file(in_source("libc/musl/replaced"));
  Command build_with(const std::string& text) const {
    return Command{"make",
                   "-n",
                   "-C",
                   in_build("musl/obj"),
                   "NACRE_OBJS_FILE=" + in_build("obj/list"),
                   "NACRE_REPLACED_FILE=" + folder.file("list", text),
                   "lib/libc.a"};
  }
  const TemporaryFolder folder;
};

TEST_F(ReplacedObjects, ListIsComplete) { EXPECT_TRUE(succeeds(build_with(list))); }

TEST_F(ReplacedObjects, ObjectThatIsNotListedIsFound) {
  EXPECT_TRUE(fails(build_with(replaced(list, "src/network/socketpair\n", "")),
                    "src/network/socketpair.o: nacre has an object of this name"));
}

TEST_F(ReplacedObjects, ListedObjectThatMuslLacksIsFound) {
  EXPECT_TRUE(
      fails(build_with(list + "src/misc/nothing\n"), "src/misc/nothing.o: no such object in musl"));
}

TEST_F(ReplacedObjects, ListedObjectThatNacreLacksIsFound) {
  EXPECT_TRUE(fails(build_with(list + "src/misc/syslog\n"),
                    "src/misc/syslog.o: no object of nacre has this name"));
}

}  // namespace
