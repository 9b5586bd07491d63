// SPDX-License-Identifier: MIT
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <vdso.hpp>
#include <vgetrandom_abi.hpp>

namespace test {

// Makes the kernel's own vDSO function of this process answer `answer` to everything, by writing over
// its first instructions; the page becomes private to the process. For use in a child.
inline bool make_vdso_answer(std::int32_t answer) {
  const void* function = nacre::sys::VdsoImage::of_this_process().find(nacre::sys::kVgetrandomVersion,
                                                                       nacre::sys::kVgetrandomSymbol);
  if (function == nullptr) return false;
#if defined(__x86_64__)
  // mov $answer,%rax; ret
  unsigned char code[8] = {0x48, 0xc7, 0xc0, 0, 0, 0, 0, 0xc3};
  for (int i = 0; i < 4; ++i) code[3 + i] = static_cast<unsigned char>(answer >> (8 * i));
#else
#error "the instructions that return a number"
#endif
  const int memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
  const bool written =
      pwrite(memory, code, sizeof code,
             static_cast<off_t>(reinterpret_cast<std::uintptr_t>(function))) == sizeof code;
  close(memory);
  return written;
}

}  // namespace test
