// SPDX-License-Identifier: MIT
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vdso.hpp>
#include <vgetrandom_abi.hpp>

namespace test {

// Writes other instructions over the beginning of the kernel's own vDSO function in this process; the
// page becomes private to it. For use in a child.
inline bool write_over_vdso(const unsigned char* code, std::size_t size) {
  const void* function = nacre::sys::VdsoImage::of_this_process().find(nacre::sys::kVgetrandomVersion,
                                                                       nacre::sys::kVgetrandomSymbol);
  if (function == nullptr) return false;
  const int memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
  const auto offset = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(function));
  const bool written = pwrite(memory, code, size, offset) == static_cast<ssize_t>(size);
  close(memory);
  return written;
}

#if defined(__x86_64__)
// The instructions of a function that answers `answer` to everything: mov $answer,%rax; ret.
inline std::array<unsigned char, 8> code_that_answers(std::int32_t answer) {
  std::array<unsigned char, 8> code{0x48, 0xc7, 0xc0, 0, 0, 0, 0, 0xc3};
  for (std::size_t i = 0; i < 4; ++i) code[3 + i] = static_cast<unsigned char>(answer >> (8 * i));
  return code;
}

inline bool make_vdso_answer(std::int32_t answer) {
  const auto code = code_that_answers(answer);
  return write_over_vdso(code.data(), code.size());
}

// A vDSO function that answers the flags it was given.
inline bool make_vdso_answer_its_flags() {
  const unsigned char code[] = {0x89, 0xd0, 0xc3};  // mov %edx,%eax; ret
  return write_over_vdso(code, sizeof code);
}
#else
#error "the instructions that return a number, and the third argument"
#endif

}  // namespace test
