// SPDX-License-Identifier: MIT
// Tests libc/musl/replaced, the list of musl's objects that nacre replaces by objects of the same name.
// If the list does not agree with the objects of musl and of nacre, the build of musl must fail.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

class ReplacedObjects : public testing::Test {
 protected:
  const std::string list = read_file(in_build("obj/replaced"));  // the rows for this build
  // Returns a command that starts the build of musl with `text` as the list. "make -n" checks the list
  // and builds nothing.
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

TEST_F(ReplacedObjects, BuildSucceedsWithUnchangedList) { EXPECT_TRUE(succeeds(build_with(list))); }

TEST_F(ReplacedObjects, BuildFailsIfAReplacedObjectIsNotListed) {
  EXPECT_TRUE(fails(build_with(replaced(list, "src/network/socketpair\n", "")),
                    "src/network/socketpair.o: nacre has an object of this name"));
}

TEST_F(ReplacedObjects, BuildFailsIfMuslLacksAListedObject) {
  EXPECT_TRUE(
      fails(build_with(list + "src/misc/absent\n"), "src/misc/absent.o: no such object in musl"));
}

TEST_F(ReplacedObjects, BuildFailsIfNacreLacksAListedObject) {
  EXPECT_TRUE(fails(build_with(list + "src/misc/syslog\n"),
                    "src/misc/syslog.o: no object of nacre has this name"));
}

}  // namespace
