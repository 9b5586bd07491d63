// SPDX-License-Identifier: MIT
// Records the system calls of a child by ptrace. Needs neither strace nor a privilege.
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
  std::string end;  // how the child ended: "exit N" or "signal N"

  std::size_t count(long number) const;
  // Counts only calls by the program's code. The vDSO calls getrandom to seed a state, and repeats that
  // when the kernel reseeds.
  std::size_t count_by_program(long number) const;
  // Counts the mmap calls for droppable memory.
  std::size_t droppable_maps() const;
};

// The number of a system call that no kernel has. When the child makes this call, the tracer copies
// memory in the child. The arguments are the target, the source and the length. The tracer may write to
// pages that the child cannot change.
inline constexpr long kOverwriteMemory = 0x6e6163;

// How trace_program changes a program before its first instruction.
enum class Start {
  unchanged,
  without_vdso,  // removes the vDSO from the auxiliary vector, as with vdso=0 and in emulators
  vdso_fails,    // makes the vDSO's getrandom fail with ENOSYS, as on arm64 without SIMD
  secure,        // sets AT_SECURE, as for a set-user-ID program
};

// Runs `body` in a forked child and records its calls from the start of `body` to its end.
Trace trace(const std::function<int()>& body);

// Runs a program and records all its calls from exec on. `words` are its path and arguments.
Trace trace_program(const std::vector<std::string>& words, Start start = Start::unchanged);

// Like trace_program, and replaces the program's vDSO by `image`, at `offset` in the first page of the
// vDSO. Returns an empty trace if there is no vDSO.
Trace trace_program_with_vdso(const std::vector<std::string>& words, std::vector<unsigned char> image,
                              std::size_t offset = 0);

}  // namespace test
