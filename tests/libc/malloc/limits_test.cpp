// SPDX-License-Identifier: MIT
// Tests malloc with RLIMIT_AS, with RLIMIT_DATA, and in a memory control group. The program
// tests/programs/malloc_limits.cpp allocates and frees the blocks.
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/child.hpp"
#include "tests/support/memory_cgroup.hpp"
#include "tests/support/program.hpp"

namespace {

struct Limit {
  const char *kind, *mebibytes;
  const char* least;  // mebibytes that must be available
};

class MallocUnderLimit : public testing::TestWithParam<Limit> {};
TEST_P(MallocUnderLimit, FailsWithENOMEMAndRecovers) {
  const auto& [kind, mebibytes, least] = GetParam();
  const auto ran = test::run_program({test::program("malloc_limits"), kind, mebibytes, least}, {});
  EXPECT_EQ(ran.end, "exit 0") << ran.output;
}
INSTANTIATE_TEST_SUITE_P(Each, MallocUnderLimit,
                         testing::Values(Limit{"as", "256", "128"}, Limit{"as", "100", "50"},
                                         Limit{"as", "20", "8"}, Limit{"data", "64", "32"},
                                         Limit{"data", "16", "6"}, Limit{"thread", "100", "32"}),
                         [](const auto& info) {
                           return std::string(info.param.kind) + "_" + info.param.mebibytes + "_MiB";
                         });

// Each wave of blocks needs more than half of the limit. If the memory of freed blocks is not reused,
// the kernel kills the program.
TEST(MallocLimits, WavesOfBlocksFitInAMemoryControlGroup) {
  const test::MemoryCgroup group;
  if (!group.exists()) GTEST_SKIP() << group.why_not();
  ASSERT_TRUE(group.limit(112 << 20));
  EXPECT_EQ(test::in_child([&] {
              if (!group.add(getpid())) return 9;
              const std::string path = test::program("malloc_limits");
              execl(path.c_str(), path.c_str(), "waves", "64", nullptr);
              return 127;
            }),
            "exit 0");
}

}  // namespace
