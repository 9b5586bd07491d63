// SPDX-License-Identifier: MIT
#include "libc/random/expand.hpp"

#include "libc/random/draw.hpp"
#include "support/erase.hpp"

namespace nacre::random {
namespace {

// The counter and the nonce of the first ChaCha20 block. They can be zero for every draw, because each
// key is used only once.
alignas(16) constexpr unsigned char kStart[16] = {};

// The value of Key::tag during a long draw. If the kernel drops its page, the tag reads as 0.
constexpr uint64_t kUndropped = 1;

}  // namespace

// The key, the state and the tag are in the same droppable page. The kernel may drop this page at any
// time, and all three then read as zeros. A nonzero key does not prove that the page was not dropped:
// the vDSO writes the key word by word, the cipher reads the key more than once, and a drop may occur in
// between. Therefore the tag is stored before the first word of the key and checked after the last read
// of the key. If the tag is gone, some words of the key may have been zeros, and the output is discarded
// (hazard key-dropped-mid-draw). In a fork child that returns into this function, the tag is gone too.
bool expand_on(const Lease& lease, sys::VgetrandomFunction* function,
               const sys::ChaCha20Backend& backend, void* buffer, size_t length, unsigned flags) {
  Key& key = lease.key();
  key.tag.store(kUndropped, Order::relaxed);
  thread_fence(Order::release);
  const bool drawn = draw_on(lease, function, key.bytes, sizeof key.bytes, flags).is(sizeof key.bytes);
  if (drawn) backend.expand(key.bytes, kStart, static_cast<unsigned char*>(buffer), length);
  thread_fence(Order::acquire);
  const bool undropped = key.tag.load(Order::relaxed) == kUndropped;
  erase(&key, sizeof key);
  return drawn && undropped;
}

}  // namespace nacre::random
