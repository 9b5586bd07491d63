// SPDX-License-Identifier: MIT
#pragma once

#include "support/atomic.hpp"
#include "sysdeps/contract/cipher.hpp"

namespace nacre::random {

// Which ways a draw may take in this process, as its environment said when it started:
//
//   NACRE_RANDOM=syscall            each draw is a system call: for strace, gdb and rr (H30)
//   NACRE_RANDOM=vdso               no key is expanded
//   NACRE_RANDOM=avx512|avx2|sse2   keys are expanded so, where the processor can
//
// Anything else, and a program that runs with more rights than its caller (AT_SECURE), takes the
// best. To be asked only once the process has started.
class Ways {
 public:
  bool vdso() { return choice() != kSyscall; }
  // How keys are expanded; null where they are not. The processor is asked at the first long draw, for
  // that is slow in virtual machines.
  const sys::Width* width();
  // Reads the environment, if nobody has.
  unsigned char choice();

 private:
  static constexpr unsigned char kUnread = 0, kBest = 1, kSyscall = 2, kVdso = 3, kFirstWidth = 4;
  const sys::Width* choose();

  Atomic<unsigned char> choice_;
  Atomic<const sys::Width*> width_;  // the last of sys::widths, which has no name, for none
};

inline constinit Ways ways;

}  // namespace nacre::random
