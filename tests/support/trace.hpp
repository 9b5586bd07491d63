// SPDX-License-Identifier: MIT
// The system calls of a child, by ptrace: no strace is needed, and no privilege.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/map_call.hpp"

namespace test {

struct Call {
  std::uint64_t number;
  std::uint64_t arguments[6];
  bool by_vdso;  // made by the vDSO's code, not by the program's
};

struct Trace {
  std::vector<Call> calls;
  std::string end;  // how the child ended

  std::size_t count(long number) const;
  // Of the program's own code. What the vDSO calls getrandom for is to seed a state, and how often it
  // does depends on when the kernel reseeds.
  std::size_t count_by_program(long number) const;
  std::size_t droppable_maps() const;
};

// A call that no kernel has: the tracer writes what is at the second argument, so many bytes as the
// third says, over what is at the first, where the traced one itself may not.
inline constexpr long kWriteOver = 0x6e6163;

// What is done to a program before its first instruction.
enum class Start {
  as_it_is,
  without_vdso,  // taken out of the auxiliary vector, as with vdso=0 and in emulators
  vdso_refuses,  // its getrandom answers ENOSYS to everything, as arm64's does on a CPU without SIMD
  secure,        // AT_SECURE says that it has more rights than who started it
};

// Runs `body` in a forked child and records its calls from the start of `body` to its end.
Trace trace(const std::function<int()>& body);

// Runs a program and records all its calls from exec on.
Trace trace_program(const std::vector<std::string>& words, Start start = Start::as_it_is);

// The same for a program whose vDSO is another image, which begins so many bytes into its first page. An
// empty trace where there is no vDSO to write over.
Trace trace_program_with_vdso(const std::vector<std::string>& words, std::vector<unsigned char> image,
                              std::size_t offset = 0);

}  // namespace test
