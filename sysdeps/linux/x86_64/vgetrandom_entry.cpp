// SPDX-License-Identifier: MIT
// The vDSO's ChaCha20 works in xmm registers. After a thread has slept, some processors (AMD family 26)
// run such code slower, by 8 % for a draw of 16 bytes and 19 % for one of 256, until a VZEROUPPER tells
// them that nothing is in the upper halves. Programs whose string functions use AVX come by one all the
// time; those on musl never do. So each draw begins with one, where there are upper halves: one jump
// more is cheaper there than a test.
#include <elf.h>
#include <process.hpp>
#include <vector_features.hpp>
#include <vgetrandom_abi.hpp>

extern "C" {
// Where the jump goes: written before anybody knows of the way; whoever asks at the same time writes the
// same.
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

// Does the kernel keep upper halves? XCR0 says, which may be read only if the kernel uses XSAVE; CPUID
// tells that, but takes microseconds in a virtual machine, where a whole first draw takes few. The
// kernel also says how large the frame of a signal handler is (Linux 5.14): up to 1,456 bytes with
// FXSAVE, where 32-bit programs run too, so more than that is XSAVE's. With AVX it is 1,360 at least,
// 1,776 where 32-bit programs run; who has the former goes without.
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
