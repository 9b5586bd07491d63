// SPDX-License-Identifier: MIT
// trace_calls PROGRAM [ARGUMENT...]: runs a program. Prints the number of each of its system calls, and
// then how the program ended. Instead of some numbers, it prints a name: "mmap", "droppable" for an mmap
// of droppable memory, "getrandom", and "seed" for a getrandom by the vDSO.
#include <sys/syscall.h>

#include <cstdio>

#include "tests/support/trace.hpp"

int main(int argc, char** argv) {
  const auto trace = test::trace_program({argv + 1, argv + argc});
  for (const auto& call : trace.calls) {
    if (call.number == test::kMapCall && (call.arguments[3] & 0x0f) == 0x08)  // MAP_DROPPABLE
      std::puts("droppable");
    else if (call.number == test::kMapCall)
      std::puts("mmap");
    else if (call.number == SYS_getrandom)
      std::puts(call.by_vdso ? "seed" : "getrandom");
    else
      std::printf("%lu\n", static_cast<unsigned long>(call.number));
  }
  std::puts(trace.end.c_str());
}
