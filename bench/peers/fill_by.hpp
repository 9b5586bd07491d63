// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdlib.h>

namespace bench {

// Fills the whole buffer by as many draws as it takes: a draw may be a short one. `draw` returns how
// many bytes it made; a benchmark has no use for a draw that failed.
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
