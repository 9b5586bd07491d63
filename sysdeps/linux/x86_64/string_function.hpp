// SPDX-License-Identifier: MIT
// Selects the instructions of the string functions. sysdeps/contract/string_function.hpp describes the
// macro.
//
// Each source in libc/string is compiled for AVX-512, for AVX2, and for SSE2, which every processor has.
// The public function contains the code for AVX-512. It begins by comparing a variable. On a processor
// that uses AVX2 or SSE2, it jumps to the version for that instruction set. No relocation and no
// start-up code is needed, so this works in the loader and in signal handlers.
#pragma once
#include "support/atomic.hpp"
#include "support/export.hpp"

namespace nacre::sys {

enum class StringBackend : unsigned char { unknown, sse2, avx2, avx512 };

// The backend for this processor. It is unknown until the first call of a string function. Tests set it.
// It is hidden, so that no relocation is needed to find it.
extern __attribute__((__visibility__("hidden"))) Atomic<StringBackend> string_backend;

// Returns the best backend for a processor.
struct ProcessorFeatures;
StringBackend string_backend_for(const ProcessorFeatures& features);

// Finds out what the processor supports, and sets string_backend and repeat_from (bulk.hpp). Threads
// that call this at the same time store the same values.
StringBackend choose_string_backend();

// Returns whether the function for SSE2 was called only because the backend was unknown, and the
// processor supports a better one.
[[gnu::always_inline]] inline bool string_backend_was_unknown() {
  if (string_backend.load(Order::relaxed) == StringBackend::sse2) [[likely]]
    return false;
  return choose_string_backend() > StringBackend::sse2;
}

}  // namespace nacre::sys

#ifdef __AVX512VL__
#define NACRE_STRING_ENTRIES 1
// The comparison is an asm goto, because the compiler must not move an AVX-512 instruction before it.
#define NACRE_STRING_FUNCTION(linkage, type, name, parameters, arguments)                \
  namespace nacre::string::sse2 {                                                        \
  type name parameters;                                                                  \
  }                                                                                      \
  namespace nacre::string::avx2 {                                                        \
  type name parameters;                                                                  \
  }                                                                                      \
  namespace nacre::string::avx512 {                                                      \
  [[gnu::always_inline]] inline type name parameters;                                    \
  }                                                                                      \
  linkage type name parameters {                                                         \
    __asm__ goto("cmpb %1, %0\n\tje %l2\n\tjb %l3"                                       \
                 :                                                                       \
                 : "m"(nacre::sys::string_backend), "i"(nacre::sys::StringBackend::avx2) \
                 : "cc"                                                                  \
                 : with_avx2, with_sse2);                                                \
    return nacre::string::avx512::name arguments;                                        \
  with_avx2:                                                                             \
    return nacre::string::avx2::name arguments;                                          \
  with_sse2:                                                                             \
    return nacre::string::sse2::name arguments;                                          \
  }                                                                                      \
  inline type nacre::string::avx512::name parameters
#elif defined __AVX2__
#define NACRE_STRING_ENTRIES 0
#define NACRE_STRING_FUNCTION(linkage, type, name, parameters, arguments) \
  namespace nacre::string::avx2 {                                         \
  type name parameters;                                                   \
  }                                                                       \
  type nacre::string::avx2::name parameters
#else
#define NACRE_STRING_ENTRIES 0
#define NACRE_STRING_FUNCTION(linkage, type, name, parameters, arguments)  \
  namespace nacre::string::sse2 {                                          \
  type name parameters;                                                    \
  namespace body {                                                         \
  [[gnu::always_inline]] inline type name parameters;                      \
  }                                                                        \
  }                                                                        \
  extern "C" type name parameters;                                         \
  type nacre::string::sse2::name parameters {                              \
    if (nacre::sys::string_backend_was_unknown()) return ::name arguments; \
    return body::name arguments;                                           \
  }                                                                        \
  inline type nacre::string::sse2::body::name parameters
#endif
