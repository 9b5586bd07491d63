// SPDX-License-Identifier: MIT
// Tests that random functions make exactly the system calls that SECURITY.md lists, with the arguments
// that it lists (hazard unexpected-system-call in libc/random/HAZARDS.md).
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

using test::Call;

constexpr unsigned kDroppable = 0x08;

// Describes a system call that SECURITY.md lists: by its name, and for some calls by their arguments.
// Returns the number of any other call.
std::string in_words(const Call& call) {
  // The names are those of mmap's arguments.
  const auto& [address, length, protection, flags, descriptor, offset] = call.arguments;
  switch (call.number) {
    case SYS_getrandom: return "getrandom";
    case SYS_write: return "write to " + std::to_string(call.arguments[0]);
    case SYS_rt_sigprocmask: return "rt_sigprocmask";
    case SYS_gettid: return "gettid";
    case SYS_tkill: return "tkill";
    case test::kMapCall:
      if (address == 0 && protection == (PROT_READ | PROT_WRITE) && static_cast<int>(descriptor) == -1 &&
          offset == 0 && length % static_cast<unsigned long>(getpagesize()) == 0) {
        if (flags == (kDroppable | MAP_ANONYMOUS)) return "mmap of droppable memory";
        if (flags == (MAP_PRIVATE | MAP_ANONYMOUS)) return "mmap of ordinary memory";
      }
      break;
    case SYS_munmap: return "munmap";
    case SYS_madvise:  // The third argument is the advice.
      return call.arguments[2] == MADV_DONTNEED ? "madvise MADV_DONTNEED" : "madvise";
    default: break;
  }
  return "call " + std::to_string(call.number);
}

// Returns the calls after marker number `from` and before the next marker, if there is one. A marker is
// a call of getppid, which tests/programs/system_calls.cpp makes between its steps.
std::vector<std::string> calls_after_marker(const test::Trace& trace, int from) {
  std::vector<std::string> made;
  int markers = 0;
  for (const Call& call : trace.calls) {
    if (call.number == SYS_getppid)
      ++markers;
    else if (markers == from)
      made.push_back(in_words(call));
  }
  return made;
}

using Names = std::set<std::string>;
Names names(const std::vector<std::string>& calls) { return {calls.begin(), calls.end()}; }

TEST(SystemCalls, EveryFunctionMakesOnlyListedCalls) {
  NEEDS_VGETRANDOM();
  const auto trace = test::trace_program({test::program("system_calls"), "all"});
  ASSERT_EQ(trace.end, "exit 0");
  EXPECT_EQ(names(calls_after_marker(trace, 1)),
            (Names{"mmap of droppable memory", "mmap of ordinary memory", "getrandom",
                   "madvise MADV_DONTNEED"}));
}

// To get more states, the pool maps a page of ordinary memory (the metadata: the owner of each state)
// and droppable memory. Droppable memory is refused here, so the page of metadata must be unmapped.
TEST(SystemCalls, RefusedDroppableMmapUnmapsTheMetadata) {
  NEEDS_VGETRANDOM();
  const auto trace = test::trace_program({test::program("system_calls"), "refused"});
  ASSERT_EQ(trace.end, "exit 0");
  EXPECT_EQ(names(calls_after_marker(trace, 1)),
            (Names{"mmap of droppable memory", "mmap of ordinary memory", "munmap", "getrandom"}));
}

// Each further block of states needs a page of ordinary memory for their owners. EPERM is permanent, so
// no later draw may try again (hazard unexpected-system-call).
TEST(SystemCalls, RefusedOrdinaryMmapIsRemembered) {
  NEEDS_VGETRANDOM();
  const auto trace = test::trace_program({test::program("system_calls"), "owners"});
  ASSERT_EQ(trace.end, "exit 0");
  const auto made = calls_after_marker(trace, 1);
  EXPECT_EQ(std::count(made.begin(), made.end(), "mmap of ordinary memory"), 1);
}

TEST(SystemCalls, WithoutAVdsoGetrandomIsTheOnlyCall) {
  const auto trace =
      test::trace_program({test::program("system_calls"), "all"}, test::Start::without_vdso);
  ASSERT_EQ(trace.end, "exit 0");
  EXPECT_EQ(names(calls_after_marker(trace, 1)), Names{"getrandom"});
}

// arc4random prints a message and ends the process, because getrandom is refused.
TEST(SystemCalls, AbortMakesOnlyTheCallsForItsMessageAndSignal) {
  const auto trace = test::trace_program({test::program("system_calls"), "abort"});
  ASSERT_EQ(trace.end, "signal 6");
  auto made = names(calls_after_marker(trace, 1));
  if (test::have_states()) {
    EXPECT_EQ(made.erase("mmap of droppable memory"), 1u);
  }
  EXPECT_EQ(made, (Names{"getrandom", "write to 2", "rt_sigprocmask", "gettid", "tkill"}));
}

// Compares a thread that draws with a thread that does not. The state of the thread comes from an
// existing page, and is released without a system call.
TEST(SystemCalls, DrawInANewThreadAddsOnlyGetrandom) {
  NEEDS_VGETRANDOM();
  const auto trace = test::trace_program({test::program("system_calls"), "thread"});
  ASSERT_EQ(trace.end, "exit 0");
  // pthread_join makes a futex call only if the thread has not ended yet.
  const std::string futex = "call " + std::to_string(SYS_futex);
  auto without = names(calls_after_marker(trace, 1)), with = names(calls_after_marker(trace, 2));
  without.erase(futex);
  with.erase(futex);
  EXPECT_EQ(with.erase("getrandom"), 1u);
  EXPECT_EQ(with, without);
}

}  // namespace
