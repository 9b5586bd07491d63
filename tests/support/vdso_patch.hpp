// SPDX-License-Identifier: MIT
// Replaces the code of the vDSO's getrandom in this process, so that tests choose its results.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <machine.hpp>
#include <vdso_image.hpp>
#include <vdso_jump_target.hpp>
#include <vector>
#include <vgetrandom_abi.hpp>

#include "tests/support/trace.hpp"

namespace test {

// Overwrites the beginning of the vDSO's getrandom in this process. The page becomes private to the
// process. Use this function in a child, because the change cannot be undone. Some kernels allow the
// change only in a child of test::trace.
inline bool overwrite_vdso(const unsigned char* code, std::size_t size) {
  const void* function = nacre::sys::VdsoImage::of_this_process().find(nacre::sys::kVgetrandomVersion,
                                                                       nacre::sys::kVgetrandomSymbol);
  if (function == nullptr) return false;
  const int memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
  const auto offset = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(function));
  const bool written = pwrite(memory, code, size, offset) == static_cast<ssize_t>(size);
  close(memory);
  if (written) return true;
  // Some kernels allow only a debugger to write to the vDSO. This call asks the tracer of test::trace to
  // write.
  syscall(kOverwriteMemory, function, code, size);
  return std::memcmp(function, code, size) == 0;
}

// Returns whether this kernel allows a traced process to overwrite the function.
inline bool vdso_can_be_overwritten() {
  const unsigned char code[1] = {};  // the child does not run it
  return trace([&] { return overwrite_vdso(code, 1) ? 0 : 1; }).end == "exit 0";
}
#define NEEDS_OVERWRITABLE_VDSO()       \
  if (!test::vdso_can_be_overwritten()) \
  GTEST_SKIP() << "the vDSO has no getrandom, or cannot be overwritten"

// Position-independent code for each architecture (tests/sysdeps/linux/ARCHITECTURE/vdso_code.cpp). Each
// function ends with its data, which code_with() fills in.
extern "C" {
// Always returns the int in its data.
extern const unsigned char nacre_vdso_return_int[], nacre_vdso_return_int_end[];
// Stores its data (state size, protection and mmap flags) in the caller's struct
// vgetrandom_opaque_params, as the vDSO does when it is asked for these parameters, and returns 0.
extern const unsigned char nacre_vdso_report_params[], nacre_vdso_report_params_end[];
// Jumps to the address in its data, with unchanged arguments.
extern const unsigned char nacre_vdso_jump[], nacre_vdso_jump_end[];
}

// Returns a copy of the code with `data` at its end.
template <class Data>
std::vector<unsigned char> code_with(const unsigned char* code, const unsigned char* end,
                                     const Data& data) {
  std::vector<unsigned char> bytes(code, end);
  std::memcpy(&*bytes.end() - sizeof data, &data, sizeof data);
  return bytes;
}

inline std::vector<unsigned char> code_returning(std::int32_t answer) {
  return code_with(nacre_vdso_return_int, nacre_vdso_return_int_end, answer);
}
inline std::vector<unsigned char> code_reporting_params(std::uint32_t size, std::uint32_t protection,
                                                        std::uint32_t map_flags) {
  return code_with(nacre_vdso_report_params, nacre_vdso_report_params_end,
                   std::array<std::uint32_t, 3>{size, protection, map_flags});
}

// The type of the vDSO's getrandom. After an error, it returns a negative errno.
using VdsoFunction = long(void* buffer, std::size_t length, unsigned flags, void* state,
                          std::size_t state_size);
// From now on, the vDSO's getrandom calls `function` instead.
inline bool make_vdso_call(VdsoFunction* function) {
  const auto code = code_with(nacre_vdso_jump, nacre_vdso_jump_end, vdso_jump_target(function));
  return overwrite_vdso(code.data(), code.size());
}

// From now on, the vDSO's getrandom always returns `answer`.
inline bool make_vdso_return(std::int32_t answer) {
  const auto code = code_returning(answer);
  return overwrite_vdso(code.data(), code.size());
}

}  // namespace test
