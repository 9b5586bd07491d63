// SPDX-License-Identifier: MIT
// Fills a buffer by a function that can return fewer bytes.
#pragma once
#include <stddef.h>
#include <stdlib.h>

namespace bench {

// Fills the whole buffer with as many draws as necessary, because a draw can be short. `draw` returns
// the number of bytes. A failed draw ends the benchmark.
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
