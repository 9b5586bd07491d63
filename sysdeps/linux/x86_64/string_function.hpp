// SPDX-License-Identifier: MIT
// Selects the instructions of the string functions. sysdeps/contract/string_function.hpp describes the
// macro.
//
// Each source in libc/string is compiled for AVX-512, for AVX2, and for SSE2, which every processor has.
// The public function contains the code for AVX-512. It begins by comparing a variable. On a processor
// that uses another instruction set, it jumps to the version for AVX2. That version compares the
// variable too, and jumps to the version for SSE2 if AVX2 is not used. No relocation and no start-up
// code is needed, so this works in the loader and in signal handlers.
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

// Jumps to the label `other` unless `backend` is selected. It is an asm goto, because the compiler must
// not move a vector instruction before it.
#define NACRE_STRING_UNLESS(backend) \
  __asm__ goto("cmpb %1, %0\n\tjne %l2" : : "m"(nacre::sys::string_backend), "i"(backend) : "cc" : other)

#ifdef __AVX512VL__
#define NACRE_STRING_ENTRIES 1
#define NACRE_STRING_FUNCTION(linkage, type, name, parameters, arguments) \
  namespace nacre::string::avx2 {                                         \
  type name parameters;                                                   \
  }                                                                       \
  namespace nacre::string::avx512 {                                       \
  [[gnu::always_inline]] inline type name parameters;                     \
  }                                                                       \
  linkage type name parameters {                                          \
    NACRE_STRING_UNLESS(nacre::sys::StringBackend::avx512);               \
    return nacre::string::avx512::name arguments;                         \
  other:                                                                  \
    return nacre::string::avx2::name arguments;                           \
  }                                                                       \
  inline type nacre::string::avx512::name parameters
#elif defined __AVX2__
#define NACRE_STRING_ENTRIES 0
#define NACRE_STRING_FUNCTION(linkage, type, name, parameters, arguments) \
  namespace nacre::string::sse2 {                                         \
  type name parameters;                                                   \
  }                                                                       \
  namespace nacre::string::avx2 {                                         \
  type name parameters;                                                   \
  namespace body {                                                        \
  [[gnu::always_inline]] inline type name parameters;                     \
  }                                                                       \
  }                                                                       \
  type nacre::string::avx2::name parameters {                             \
    NACRE_STRING_UNLESS(nacre::sys::StringBackend::avx2);                 \
    return body::name arguments;                                          \
  other:                                                                  \
    return nacre::string::sse2::name arguments;                           \
  }                                                                       \
  inline type nacre::string::avx2::body::name parameters
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
