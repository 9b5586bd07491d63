// SPDX-License-Identifier: MIT
// Tests the system calls of programs that use malloc a little or not at all.
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include "tests/support/program.hpp"
#include "tests/support/trace.hpp"

namespace {

std::vector<long> numbers(const test::Trace& trace) {
  std::vector<long> list;
  for (const auto& call : trace.calls) list.push_back(static_cast<long>(call.number));
  return list;
}

// Returns how many calls change the mappings. madvise does not count, because malloc may return memory
// that was freed before the trace.
std::size_t memory_calls(const test::Trace& trace) {
  return trace.count(test::kMapCall) + trace.count(SYS_munmap) + trace.count(SYS_mprotect) +
         trace.count(SYS_brk);
}

TEST(MallocSystemCalls, ProgramThatDoesNotAllocateMakesNone) {
  const auto trace = test::trace_program({test::program("draw_never")});
  ASSERT_EQ(trace.end, "exit 0");
  EXPECT_EQ(memory_calls(trace), 0u);
  EXPECT_LE(trace.calls.size(), 4u) << testing::PrintToString(numbers(trace));
}

// The program allocates 64 KiB in small blocks, and frees them. Without threads, malloc calls no futex.
TEST(MallocSystemCalls, FewBlocksNeedFewCalls) {
  const auto trace = test::trace([] {
    void* blocks[64];
    for (void*& block : blocks) block = malloc(1000);
    for (void* block : blocks) free(block);
    return 0;
  });
  ASSERT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.count(SYS_futex), 0u);
  EXPECT_LE(memory_calls(trace), 8u) << testing::PrintToString(numbers(trace));
  EXPECT_EQ(trace.count(SYS_getrandom), 0u);
}

}  // namespace
