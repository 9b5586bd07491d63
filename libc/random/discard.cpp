// SPDX-License-Identifier: MIT
#include <errno.h>
#include <nacre/random.h>

#include "libc/random/draw.hpp"
#include "support/export.hpp"

namespace nacre::random {

// Zeroes all states, for a process that was restored from a checkpoint
// (hazard checkpoint-restored-twice). <nacre/random.h> documents this function.
NACRE_PUBLIC int nacre_random_discard() {
  if (sys::vgetrandom.known() == nullptr) return 0;  // no draw yet, so there are no states
  const auto discarded = state_pool.discard_all();
  if (discarded.ok()) return 0;
  errno = discarded.error();
  return -1;
}

}  // namespace nacre::random
