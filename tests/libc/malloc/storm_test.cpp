// SPDX-License-Identifier: MIT
// Runs many threads that allocate, exchange and free blocks, and fork (allocation_storm.hpp). `make
// check` runs these tests for two seconds, and `make check-kernels TIER=storm` for an hour in a guest.
#include <gtest/gtest.h>

#include <cinttypes>
#include <cstdio>

#include "tests/support/allocation_storm.hpp"
#include "tests/support/child.hpp"
#include "tests/support/memory_cgroup.hpp"

namespace {

constexpr unsigned kThreads = 8;
constexpr size_t kLive = 20000;

double seconds() {
  const char* const text = getenv("NACRE_STORM_SECONDS");
  return text == nullptr ? 2 : atof(text);
}

// Runs a storm. Returns whether all blocks kept their content and all children succeeded. Sets
// `had_work` if there were enough allocations, threads and children.
bool keeps_content(double seconds, size_t live, bool& had_work) {
  nacre::test::AllocationStorm storm(kThreads, live, static_cast<uint64_t>(time(nullptr)));
  const auto& tallies = storm.run(seconds, true);
  printf("%" PRIu64 " allocations, %" PRIu64 " failed, %" PRIu64 " bad blocks, %" PRIu64
         " threads, %" PRIu64 " children, %" PRIu64 " lost\n",
         tallies.allocations.load(), tallies.failures.load(), tallies.bad.load(), tallies.threads.load(),
         tallies.children.load(), tallies.children_lost.load());
  had_work = tallies.allocations > 1000 && tallies.threads > kThreads && tallies.children > 0;
  return tallies.bad == 0 && tallies.children_lost == 0;
}

TEST(MallocStorm, KeepsTheContentOfBlocks) {
  bool had_work = false;
  EXPECT_TRUE(keeps_content(seconds() / 2, kLive, had_work));
  EXPECT_TRUE(had_work);
}

// The storm needs about 60 MiB, and its children as much again. A leak would soon exceed the limit.
TEST(MallocStorm, KeepsTheContentOfBlocksUnderAMemoryLimit) {
  const test::MemoryCgroup group;
  if (!group.exists()) GTEST_SKIP() << group.why_not();
  ASSERT_TRUE(group.limit(size_t{192} << 20));
  const auto storm = [&] {
    bool had_work = false;
    return group.add(getpid()) && keeps_content(seconds() / 2, kLive, had_work) && had_work ? 0 : 1;
  };
  EXPECT_EQ(test::in_child(storm, static_cast<unsigned>(seconds()) + 60), "exit 0");
}

TEST(MallocStorm, FindsAChangedByte) {
  nacre::test::AllocationStorm storm(2, 100, 1);
  storm.inject();
  EXPECT_EQ(storm.run(0.1, false).bad, 1U);
}

}  // namespace
