// SPDX-License-Identifier: MIT
// An entry to the vDSO's getrandom that executes VZEROUPPER first. Draws (requests for random bytes) use
// this entry on processors with ymm registers.
//
// The vDSO's ChaCha20 uses xmm registers. After a thread has slept, some processors (AMD family 26) run
// such code slower until VZEROUPPER marks the upper halves of the ymm registers as unused. A draw of 16
// bytes is 8 % slower, and a draw of 256 bytes is 19 % slower. String functions for AVX2 execute
// VZEROUPPER often. musl's string functions never do, and nacre's for AVX-512 do not need it. The entry
// executes VZEROUPPER in each draw and then jumps to the vDSO's function. It does not first test whether
// the upper halves are in use, because the test would cost more.
#include <elf.h>
#include <process.hpp>
#include <vector_features.hpp>
#include <vgetrandom_abi.hpp>

extern "C" {
// The target of the jump. entry_for stores it before it returns the entry. Threads that call entry_for
// at the same time store the same value.
__attribute__((__visibility__("hidden"))) nacre::sys::VgetrandomFunction* __nacre_vgetrandom;
__attribute__((__visibility__("hidden")))
nacre::sys::VgetrandomFunction __nacre_vgetrandom_with_clear_halves;
}

__asm__(
    ".text\n"
    ".balign 32\n"
    ".globl __nacre_vgetrandom_with_clear_halves\n"
    ".hidden __nacre_vgetrandom_with_clear_halves\n"
    ".type __nacre_vgetrandom_with_clear_halves, @function\n"
    "__nacre_vgetrandom_with_clear_halves:\n"
    "    vzeroupper\n"
    "    jmp *__nacre_vgetrandom(%rip)\n"
    ".size __nacre_vgetrandom_with_clear_halves, . - __nacre_vgetrandom_with_clear_halves\n");

namespace nacre::sys {
namespace {

// Returns whether the kernel saves the upper halves of the ymm registers. XCR0 contains this, but XCR0
// can be read only if the kernel uses XSAVE. CPUID reports whether the kernel uses XSAVE. But in a
// virtual machine, CPUID takes microseconds, and a complete first draw takes only a few microseconds.
//
// So the function uses AT_MINSIGSTKSZ (Linux 5.14), which is faster to read. It is the size of a signal
// frame in bytes. The size depends on how the kernel saves registers (rows), and on which programs the
// kernel can run (columns):
//
//                        32-bit programs too   64-bit programs only
//   FXSAVE               at most 1,456         less
//   XSAVE with AVX       at least 1,776        at least 1,360
//
// So more than 1,456 bytes means XSAVE. On a kernel for 64-bit programs only, the result can be false
// although the kernel saves the upper halves. Draws are then slower after a sleep.
bool has_upper_halves() {
  if (auxiliary_value(AT_MINSIGSTKSZ) <= 1456) return false;
  return (saved_registers() & kSavedYmm) == kSavedYmm;
}

}  // namespace

VgetrandomFunction* entry_for(VgetrandomFunction* function) {
  if (!has_upper_halves()) return function;
  __atomic_store_n(&__nacre_vgetrandom, function, __ATOMIC_RELAXED);
  return __nacre_vgetrandom_with_clear_halves;
}

}  // namespace nacre::sys
