// SPDX-License-Identifier: MIT
#include <emmintrin.h>
#include <stdint.h>
#include <bulk.hpp>

namespace nacre::sys {
namespace {

// 64 bytes, the size of a cache line. A streaming store of a whole line does not read it first.
constexpr size_t kLine = 64;
struct Line {
  __m128i parts[4];
};
Line load(const unsigned char* from) {
  Line line;
  for (int i = 0; i < 4; ++i)
    line.parts[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from) + i);
  return line;
}
void store(unsigned char* to, const Line& line) {
  for (int i = 0; i < 4; ++i) _mm_storeu_si128(reinterpret_cast<__m128i*>(to) + i, line.parts[i]);
}

}  // namespace

unsigned char* Bulk::copy_streaming(unsigned char* to, const unsigned char* from, size_t n) {
  const Line head = load(from), tail = load(from + n - kLine);
  unsigned char* const last = to + n - kLine;
  const size_t skip = kLine - (reinterpret_cast<uintptr_t>(to) & (kLine - 1));
  from += skip;
  for (unsigned char* out = to + skip; out < last; out += kLine, from += kLine) {
    const Line line = load(from);
    for (int i = 0; i < 4; ++i) _mm_stream_si128(reinterpret_cast<__m128i*>(out) + i, line.parts[i]);
  }
  _mm_sfence();  // the stores above become visible before later stores
  store(last, tail);
  store(to, head);
  return to;
}

}  // namespace nacre::sys
