// SPDX-License-Identifier: MIT
#include <errno.h>
#include <nacre/random.h>
#include <process.hpp>
#include <this_thread.hpp>

#include "libc/random/draw.hpp"
#include "libc/random/ways.hpp"
#include "libc/support/export.hpp"

namespace nacre::random {

// The draw maps the first page, and seeds this thread's state; the width is asked for because the
// processor's answer takes long, not because it could be refused.
NACRE_PUBLIC int nacre_random_prepare(unsigned threads) {
  unsigned char byte;
  if (!draw_any(&byte, sizeof byte, 0) && !draw_any(&byte, sizeof byte, 0)) {
    errno = ENOTSUP;
    return -1;
  }
  ways.width();
  const auto room = state_pool.make_room(threads, sys::thread_identity());
  if (room.ok()) return 0;
  errno = room.error();
  return -1;
}

}  // namespace nacre::random
