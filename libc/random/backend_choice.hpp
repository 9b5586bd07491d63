// SPDX-License-Identifier: MIT
#pragma once

#include "support/atomic.hpp"
#include "sysdeps/contract/cipher.hpp"

namespace nacre::random {

// How this process serves draws, which are requests for random bytes. By default, a short draw gets its
// bytes from the vDSO. A long draw gets a key from the vDSO, and a backend expands the key with ChaCha20
// to the requested length. The initial environment of the process can select another method:
//
//   NACRE_RANDOM=syscall            each draw is a system call, visible to strace, gdb and rr
//   NACRE_RANDOM=vdso               no keys are expanded: draws up to kVdsoBest bytes use the vDSO
//                                   alone, and longer draws are system calls
//   NACRE_RANDOM=avx512|avx2|sse2   the backend that expands keys. If the processor does not support it,
//                                   the next supported one of this list is used.
//
// These are the backends of x86_64; sys::chacha20_backends lists those of each architecture. Any other
// value selects the default. A program with more privileges than its caller (AT_SECURE) ignores the
// variable (hazard draw-invisible-to-strace). The functions of this class may be called only after the
// process has started, because they read the environment and the auxiliary vector
// (hazard draw-before-startup).
class BackendChoice {
 public:
  bool uses_vdso() { return setting() != kSyscall; }
  // Returns the backend that expands keys, or null. It is selected at the first long draw and not
  // earlier, because CPUID is slow in virtual machines.
  const sys::ChaCha20Backend* backend();
  // Returns kDefault, kSyscall, kVdso, or kFirstBackend plus the index of a backend in
  // sys::chacha20_backends. Reads the environment at the first call.
  unsigned char setting();

 private:
  static constexpr unsigned char kUnread = 0, kDefault = 1, kSyscall = 2, kVdso = 3, kFirstBackend = 4;
  const sys::ChaCha20Backend* choose();

  Atomic<unsigned char> setting_;
  // Null before the selection. The last entry of sys::chacha20_backends, which has no name, means that
  // no backend is used.
  Atomic<const sys::ChaCha20Backend*> backend_;
};

inline constinit BackendChoice backend_choice;

}  // namespace nacre::random
