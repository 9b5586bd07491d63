// SPDX-License-Identifier: MIT
#include "tests/support/host/draws.hpp"

#include <algorithm>

#include "tests/support/host/files.hpp"

namespace nacre::test {
namespace {

struct Calls {
  bool succeeded;
  long getrandom, droppable;
};

// Reads the output of tests/trace_calls: a line for each system call, and a line "exit N" at the end.
// "droppable" is an mmap of droppable memory, "getrandom" a getrandom system call by the program's own
// code, not by the vDSO.
Calls calls(const Output& traced) {
  const std::vector<std::string> printed = lines(traced.out);
  const auto times = [&](const char* line) { return std::count(printed.begin(), printed.end(), line); };
  return {traced.status == 0 && times("exit 0") > 0, times("getrandom"), times("droppable")};
}

testing::AssertionResult result(bool good, const Command& traced, const Calls& calls,
                                const char* expected) {
  return (good ? testing::AssertionSuccess() : testing::AssertionFailure())
         << traced.text() << (calls.succeeded ? "succeeded" : "failed") << " with " << calls.getrandom
         << " getrandom system calls and " << calls.droppable
         << " mappings of droppable memory, expected " << expected;
}

}  // namespace

std::string no_vdso_getrandom() {
  const Output offers = Command{in_build("bench/kernel_offers")}.run();
  return offers.out.find("getrandom: yes") != std::string::npos ? "" : offers.all();
}

Command trace() { return Command{in_build("tests/trace_calls")}; }

// The program maps droppable memory once, for the state of the vDSO's getrandom.
testing::AssertionResult draws_by_vdso(const Command& traced) {
  const Calls seen = calls(traced.run());
  return result(seen.succeeded && seen.droppable == 1 && seen.getrandom < 20, traced, seen,
                "fewer than 20 system calls and 1 mapping");
}

testing::AssertionResult draws_by_system_calls(const Command& traced) {
  const Calls seen = calls(traced.run());
  return result(seen.succeeded && seen.droppable == 0 && seen.getrandom >= 10000, traced, seen,
                "at least 10000 system calls and no mapping");
}

}  // namespace nacre::test
