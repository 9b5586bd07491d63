// SPDX-License-Identifier: MIT
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vdso.hpp>
#include <vector>
#include <vgetrandom_abi.hpp>

#include "tests/support/trace.hpp"

namespace test {

// Writes other instructions over the beginning of the kernel's own vDSO function in this process; the
// page becomes private to it. For use in a child, best in one that is traced.
inline bool write_over_vdso(const unsigned char* code, std::size_t size) {
  const void* function = nacre::sys::VdsoImage::of_this_process().find(nacre::sys::kVgetrandomVersion,
                                                                       nacre::sys::kVgetrandomSymbol);
  if (function == nullptr) return false;
  const int memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
  const auto offset = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(function));
  const bool written = pwrite(memory, code, size, offset) == static_cast<ssize_t>(size);
  close(memory);
  if (written) return true;
  // Some kernels let only a debugger write there: in test::trace there is one, to whom this is a
  // request.
  syscall(kWriteOver, function, code, size);
  return std::memcmp(function, code, size) == 0;
}

// Whether this kernel lets a process do that.
inline bool vdso_can_be_written_over() {
  const unsigned char none[1] = {};
  return trace([&] { return write_over_vdso(none, 1) ? 0 : 1; }).end == "exit 0";
}
#define NEEDS_A_VDSO_TO_WRITE_OVER()     \
  if (!test::vdso_can_be_written_over()) \
  GTEST_SKIP() << "no vDSO getrandom here that the kernel lets a process write over"

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

// The instructions of a function that wants such states, and to everything else answers 0:
// movl $..., 0, 4 and 8(%rcx); xor %eax,%eax; ret.
inline std::vector<unsigned char> code_that_wants(std::uint32_t size, std::uint32_t protection,
                                                  std::uint32_t map_flags) {
  std::vector<unsigned char> code;
  unsigned char place = 0;
  for (const std::uint32_t word : {size, protection, map_flags}) {
    code.insert(code.end(), {0xc7, 0x41, place});
    for (int bits = 0; bits < 32; bits += 8) code.push_back(static_cast<unsigned char>(word >> bits));
    place += 4;
  }
  code.insert(code.end(), {0x31, 0xc0, 0xc3});
  return code;
}

// A vDSO function that fills the buffer with a byte and answers what `answer` leaves in %rax, where %rsi
// is the length: mov %rsi,%rcx; mov $byte,%al; rep stosb.
inline bool make_vdso_fill_and(const std::vector<unsigned char>& answer, unsigned char byte) {
  std::vector<unsigned char> code{0x48, 0x89, 0xf1, 0xb0, byte, 0xf3, 0xaa};
  code.insert(code.end(), answer.begin(), answer.end());
  code.push_back(0xc3);
  return write_over_vdso(code.data(), code.size());
}
inline std::vector<unsigned char> answer_of(std::int32_t number) {
  const auto code = code_that_answers(number);
  return {code.begin(), code.end() - 1};
}
// lea change(%rsi),%rax
inline std::vector<unsigned char> length_and(signed char change) {
  return {0x48, 0x8d, 0x46, static_cast<unsigned char>(change)};
}
// mov %rsi,%rax; shr %rax
inline std::vector<unsigned char> half_the_length() { return {0x48, 0x89, 0xf0, 0x48, 0xd1, 0xe8}; }
// The length in the lower half of a word: mov $1,%eax; shl $32,%rax; add %rsi,%rax
inline std::vector<unsigned char> length_and_4_gib() {
  return {0xb8, 1, 0, 0, 0, 0x48, 0xc1, 0xe0, 32, 0x48, 0x01, 0xf0};
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
