// SPDX-License-Identifier: MIT
// Selects the instructions of mathematical functions, in C and C++.
//
// Such a function has a version for SSE2, which every processor has, and a version for FMA or SSE4.1.
// The public function contains the second version. It begins by comparing a variable. If the processor
// lacks the instructions, it jumps to the version for SSE2. No relocation and no start-up code is
// needed.
#pragma once

// A sys::MathBackend (math_backend.hpp).
extern unsigned char __nacre_math_backend __attribute__((__visibility__("hidden")));
#define NACRE_MATH_SSE41 2
#define NACRE_MATH_FMA 3

#define NACRE_MATH_INLINE static inline __attribute__((__always_inline__))

// NOLINTBEGIN(bugprone-macro-parentheses): the arguments are types and names
// These declare variables for the arguments of a function. Only after them can the compiler use the
// arguments.
#define NACRE_MATH_TAKE_1(type)    \
  register type x __asm__("xmm0"); \
  __asm__ volatile("" : "=x"(x))
#define NACRE_MATH_TAKE_2(type)    \
  register type x __asm__("xmm0"); \
  register type y __asm__("xmm1"); \
  __asm__ volatile("" : "=x"(x), "=x"(y))
#define NACRE_MATH_TAKE_3(type)    \
  register type x __asm__("xmm0"); \
  register type y __asm__("xmm1"); \
  register type z __asm__("xmm2"); \
  __asm__ volatile("" : "=x"(x), "=x"(y), "=x"(z))
// For sincos, which has a number and two pointers.
#define NACRE_MATH_TAKE_POINTERS(type) \
  register type x __asm__("xmm0");     \
  register type* y __asm__("rdi");     \
  register type* z __asm__("rsi");     \
  __asm__ volatile("" : "=x"(x), "=r"(y), "=r"(z))

// Defines the function NAME (a string), which takes its arguments by one of the macros above, and
// returns CALL if the processor has LEVEL. It is declared without parameters, because otherwise the
// compiler could use an instruction that the processor lacks to copy an argument before the comparison.
//
// __nacre_other_NAME is called otherwise. It uses only instructions that every processor has, and keeps
// all arguments where they are. If the backend is not known yet, it lets __nacre_choose_math find it out
// and call NAME again.
#define NACRE_MATH_ENTRY(level, type, name, take, call)                                                 \
  __asm__(".pushsection .text." name                                                                    \
          "_other,\"ax\",@progbits\n"                                                                   \
          "\t.hidden __nacre_sse2_" name                                                                \
          "\n\t.hidden __nacre_choose_math\n"                                                           \
          "\t.type __nacre_other_" name                                                                 \
          ", @function\n"                                                                               \
          "__nacre_other_" name                                                                         \
          ":\n"                                                                                         \
          "\tcmpb $0, __nacre_math_backend(%rip)\n"                                                     \
          "\tjne __nacre_sse2_" name                                                                    \
          "\n"                                                                                          \
          "\t.set .Lentry, " name                                                                       \
          "\n"                                                                                          \
          "\tlea .Lentry(%rip), %rax\n"                                                                 \
          "\tjmp __nacre_choose_math\n"                                                                 \
          "\t.size __nacre_other_" name ", .-__nacre_other_" name                                       \
          "\n"                                                                                          \
          ".popsection");                                                                               \
  type nacre_math_other(void) __asm__("__nacre_other_" name) __attribute__((__visibility__("hidden"))); \
  type nacre_math_entry(void) __asm__(name) __attribute__((__visibility__("default")));                 \
  type nacre_math_entry(void) {                                                                         \
    __asm__ goto("cmpb %1, %0\n\tjb %l2" : : "m"(__nacre_math_backend), "i"(level) : "cc" : other);     \
    {                                                                                                   \
      take;                                                                                             \
      return call;                                                                                      \
    }                                                                                                   \
  other:                                                                                                \
    return nacre_math_other();                                                                          \
  }
// NOLINTEND(bugprone-macro-parentheses)
