// SPDX-License-Identifier: MIT
#include "libc/random/expand.hpp"

#include "libc/random/draw.hpp"
#include "support/erase.hpp"

namespace nacre::random {
namespace {

// Each key has a stream of its own, so it begins at block 0.
alignas(16) constexpr unsigned char kStart[16] = {};

constexpr uint64_t kUndropped = 1;

}  // namespace

// The key lies in droppable memory, in the page of the state that it was drawn on; whatever happens to
// one happens to the other, and to the stamp. That a key is not zero proves nothing, for the vDSO writes
// it word by word and a drop may come between; nor does a key that was whole when the cipher began, for
// the cipher reads it again. So the stamp is there before the first word of the key and looked for after
// the last time that it is read. If it is gone, the key was not random, at least to some part, and
// neither is what came of it (H28a). A fork child that returns into this finds no stamp either.
bool expand_on(const Lease& lease, sys::VgetrandomFunction* function, const sys::Width& width,
               void* buffer, size_t length, unsigned flags) {
  Key& key = lease.key();
  key.stamp.store(kUndropped, Order::relaxed);
  thread_fence(Order::release);
  const bool drawn = draw_on(lease, function, key.bytes, sizeof key.bytes, flags).is(sizeof key.bytes);
  if (drawn) width.expand(key.bytes, kStart, static_cast<unsigned char*>(buffer), length);
  thread_fence(Order::acquire);
  const bool undropped = key.stamp.load(Order::relaxed) == kUndropped;
  erase(&key, sizeof key);
  return drawn && undropped;
}

}  // namespace nacre::random
