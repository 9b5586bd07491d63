// SPDX-License-Identifier: MIT
#include <math_backend.hpp>
#include <vector_features.hpp>

namespace nacre::sys {

Atomic<MathBackend> math_backend;

MathBackend math_backend_for(const ProcessorFeatures& features) {
  constexpr unsigned kForFma = kAvx2 | kBmi;
  if ((features.vectors & kForFma) == kForFma && features.has_fma) return MathBackend::fma;
  return features.has_sse41 ? MathBackend::sse41 : MathBackend::sse2;
}

MathBackend choose_math_backend() {
  const MathBackend backend = math_backend_for(processor_features());
  math_backend.store(backend, Order::relaxed);
  return backend;
}

}  // namespace nacre::sys

// Tells debuggers how far the stack pointer moves, if the object has unwind tables.
#ifdef __GCC_HAVE_DWARF2_CFI_ASM
#define MOVE_STACK(bytes) ".cfi_adjust_cfa_offset " #bytes "\n\t"
#else
#define MOVE_STACK(bytes)
#endif

// Calls choose_math_backend, and then jumps to the function whose address is in rax. Keeps the registers
// with the arguments of a mathematical function: up to three numbers, or a number and two pointers.
NACRE_HOOK __attribute__((__naked__)) void __nacre_choose_math() {
  __asm__(
      "pushq %rax\n\t"
      "pushq %rdi\n\t"
      "pushq %rsi\n\t"
      "subq $48, %rsp\n\t"
      MOVE_STACK(72)
      "movups %xmm0, (%rsp)\n\t"
      "movups %xmm1, 16(%rsp)\n\t"
      "movups %xmm2, 32(%rsp)\n\t"
      "call __nacre_choose_math_backend\n\t"
      "movups (%rsp), %xmm0\n\t"
      "movups 16(%rsp), %xmm1\n\t"
      "movups 32(%rsp), %xmm2\n\t"
      "addq $48, %rsp\n\t"
      "popq %rsi\n\t"
      "popq %rdi\n\t"
      "popq %rax\n\t"
      MOVE_STACK(-72)
      "jmp *%rax");
}
