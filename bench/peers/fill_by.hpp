// SPDX-License-Identifier: MIT
// Fills a buffer with a function that can return fewer bytes than requested.
#pragma once
#include <stddef.h>
#include <stdlib.h>

namespace bench {

// Calls `draw` until the buffer is full. `draw` returns the number of bytes that it wrote. If it fails,
// the benchmark is aborted.
template <class Draw>
void fill_by(const Draw& draw, unsigned char* buffer, size_t length) {
  while (length > 0) {
    const long made = draw(buffer, length);
    if (made <= 0) abort();
    buffer += made;
    length -= static_cast<size_t>(made);
  }
}

}  // namespace bench
