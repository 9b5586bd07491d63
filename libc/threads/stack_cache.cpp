// SPDX-License-Identifier: MIT
// Keeps the stacks of threads that have ended, for the next threads. This saves mmap, mprotect, munmap
// and the page faults of a new stack.
//
// The cache has kSlots slots without a lock. A thread takes a stack by exchanging the pointer in a slot
// with null, so no two threads get the same stack. Guard pages stay as they are. A stack is used again
// only for a thread that needs the same size and the same guard. The bytes of the thread before remain
// in it, except in the area of thread-local storage, which is zeroed.
//
// A detached thread puts its own stack here, and is still on it until the kernel has ended the thread.
// It holds the lock of the list of threads meanwhile. So the next user of the stack waits for this lock.
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

#include "support/atomic.hpp"
#include "sysdeps/contract/memory.hpp"
#include "sysdeps/contract/thread_stacks.hpp"

namespace nacre {
namespace {

// The lowest bytes of a cached stack, above its guard. The end of the mapping still has the thread
// structure of a thread that exits.
struct Cached {
  char* map;
  size_t size, guard;
  bool owner_exits;  // the thread that put it here may still use it
};

constexpr size_t kSlots = 16;
// Larger mappings are not kept: a stack of 8 MiB with its guard and thread-local storage.
constexpr size_t kMaxSize = (size_t{8} << 20) + (size_t{256} << 10);
// The cache keeps at most this many bytes of memory for each stack, and gives back the rest.
constexpr size_t kKept = size_t{256} << 10;
constexpr size_t kPage = size_t{64} << 10;  // a multiple of each page size

Atomic<Cached*> slots[kSlots];
Atomic<size_t> next_replaced;

void unmap(const Cached* stack) {
  if (stack->owner_exits) sys::wait_for_exiting_threads();
  sys::unmap_stack(stack->map, stack->size);
}

// Gives back the memory below `used`, if the stack is so large that this can matter. A thread with a
// stack of the program has `used` outside of its mapping, which then has only its thread-local storage.
void trim(char* map, size_t size, size_t guard, const char* used) {
  if (size <= kKept || used < map + guard || used > map + size) return;
  const size_t unused = static_cast<size_t>(used - map - guard) / kPage * kPage;
  if (unused > kPage) (void)sys::drop(map + guard, unused - kPage);
}

// Sets the last bytes of a mapping to 0. If they are many, their pages are given back instead.
void zero_end(char* map, size_t size, size_t bytes) {
  const size_t first = size - bytes, first_page = (first + kPage - 1) / kPage * kPage;
  if (bytes > 2 * kPage && sys::drop(map + first_page, size - first_page).ok())
    memset(map + first, 0, first_page - first);
  else
    memset(map + first, 0, bytes);
}

bool put_in_empty_slot(Cached* stack) {
  for (auto& slot : slots)
    if (slot.load(Order::relaxed) == nullptr && slot.replace(nullptr, stack, Order::acq_rel))
      return true;
  return false;
}

Cached* as_cached(char* map, size_t size, size_t guard, bool owner_exits) {
  const auto stack = reinterpret_cast<Cached*>(map + guard);
  *stack = {map, size, guard, owner_exits};
  return stack;
}

}  // namespace

void* sys::take_stack(size_t size, size_t guard, size_t zeroed) {
  for (auto& slot : slots) {
    if (slot.load(Order::relaxed) == nullptr) continue;
    Cached* const stack = slot.exchange(nullptr, Order::acq_rel);
    if (stack == nullptr) continue;
    if (stack->size != size || stack->guard != guard) {
      if (!slot.replace(nullptr, stack, Order::acq_rel)) unmap(stack);
      continue;
    }
    if (stack->owner_exits) sys::wait_for_exiting_threads();
    char* const map = stack->map;
    zero_end(map, size, zeroed);
    return map;
  }
  return nullptr;
}

void sys::put_stack(char* map, size_t size, size_t guard) {
  if (size > kMaxSize || size - guard < sizeof(Cached)) return sys::unmap_stack(map, size);
  trim(map, size, guard, map + size - kPage);
  Cached* const stack = as_cached(map, size, guard, false);
  if (put_in_empty_slot(stack)) return;
  // Replace a stack, so that those of a size that is no longer used do not fill the cache.
  const size_t number = next_replaced.add(1, Order::relaxed) % kSlots;
  if (Cached* const before = slots[number].exchange(stack, Order::acq_rel)) unmap(before);
}

int sys::put_own_stack(char* map, size_t size, size_t guard) {
  if (size > kMaxSize) return false;
  trim(map, size, guard, static_cast<const char*>(__builtin_frame_address(0)) - kPage);
  return put_in_empty_slot(as_cached(map, size, guard, true));
}

int sys::drop_stacks() {
  bool found = false;
  for (auto& slot : slots)
    if (Cached* const stack = slot.exchange(nullptr, Order::acq_rel)) {
      unmap(stack);
      found = true;
    }
  return found;
}

}  // namespace nacre
