// SPDX-License-Identifier: MIT
// Implements the pool of states that state_pool.hpp describes, and the hooks that musl calls at the end
// of a thread and in a fork child. HAZARDS.md defines the words draw, state and drop.
#include "libc/random/state_pool.hpp"

#include <elf.h>
#include <errno.h>
#include <sys/mman.h>

#include "libc/random/thread_state.hpp"
#include "libc/threads/defer_cancel.hpp"
#include "support/erase.hpp"
#include "support/errors.hpp"
#include "sysdeps/contract/hooks.hpp"
#include "sysdeps/contract/memory.hpp"
#include "sysdeps/contract/process.hpp"
#include "sysdeps/contract/thread.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {
namespace {

constexpr uintptr_t kNobody = 0;
// The number of times that one call of claim or make_room maps more memory before it gives up.
constexpr int kMostGrowths = 8;

}  // namespace

// key_offset and geometry define the layout of a page of states. A state with its key occupies whole
// cache lines, so two threads never share a line. It never crosses a page boundary, because the kernel
// rejects such a state (hazard state-straddles-page). On x86_64, a state and its key use 184 of 192
// bytes. The size of a page is read at run time: some architectures have pages of 16 or 64 KiB.
size_t StatePool::key_offset() {
  return (sys::vgetrandom.state_size() + alignof(Key) - 1) & -alignof(Key);
}

StatePool::Geometry StatePool::geometry() {
  const size_t page = sys::auxiliary_value(AT_PAGESZ);
  const size_t stride = (key_offset() + sizeof(Key) + sys::kCacheLine - 1) & -sys::kCacheLine;
  return {page, stride, page / stride};
}

State* StatePool::Geometry::at(const Block& block, size_t index) const {
  return reinterpret_cast<State*>(block.pages.load(Order::relaxed) + index / per_page * page +
                                  index % per_page * stride);
}

// Claims a free state for `thread`, or returns null if no state is free.
State* StatePool::search(const Geometry& geometry, uintptr_t thread) {
  const auto claim_in = [&](Block& block) -> State* {
    if (block.pages.load(Order::acquire) == nullptr) return nullptr;
    for (size_t i = 0; i < block.states; ++i)
      if (block.owners[i].load(Order::relaxed) == kNobody &&
          block.owners[i].replace(kNobody, thread, Order::acquire))
        return geometry.at(block, i);
    return nullptr;
  };

  if (Block* recent = recent_.load(Order::acquire))
    if (State* state = claim_in(*recent)) return state;
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire))
    if (State* state = claim_in(*block)) return state;
  return nullptr;
}

StatePool::Claim StatePool::claim(uintptr_t thread) {
  const Geometry layout = geometry();
  // Other threads may claim all new states before this thread does. After a few attempts, this draw is a
  // system call.
  for (int attempt = 0; attempt < kMostGrowths; ++attempt) {
    if (State* state = search(layout, thread)) return {Outcome::claimed, state};
    if (refused_.load(Order::relaxed)) return {Outcome::refused, nullptr};
    if (!lock_owner_.replace(kNobody, thread, Order::acquire)) return {Outcome::try_again, nullptr};
    // Another thread may have mapped pages between the search and the lock.
    State* state = search(layout, thread);
    const Growth growth = state != nullptr ? Growth::mapped : map_more(layout);
    unlock(thread);
    if (state != nullptr) return {Outcome::claimed, state};
    if (growth != Growth::mapped)
      return {growth == Growth::refused ? Outcome::refused : Outcome::try_again, nullptr};
  }
  return {Outcome::try_again, nullptr};
}

// Uses compare-and-swap, because this thread may have lost the lock. This happens if a signal handler
// forks during map_more. In the child, keep_only releases the lock, the handler creates a thread, and
// that thread takes the lock. Then the handler returns into map_more. After map_more, this thread must
// not release the other thread's lock.
void StatePool::unlock(uintptr_t thread) {
  if (lock_owner_.load(Order::relaxed) == thread) lock_owner_.replace(thread, kNobody, Order::release);
}

// Maps more states. Cancellation is deferred, because an asynchronous cancellation would leak pages that
// are mapped but not in the pool yet.
StatePool::Growth StatePool::map_more(const Geometry& geometry) {
  const DeferCancel defer_cancel;
  return first_.pages.load(Order::relaxed) == nullptr ? map_first(geometry) : map_further(geometry);
}

// Handles a failed mapping. A permanent error means that the kernel or a sandbox provides no such
// memory. It is remembered, so that no thread tries again (hazard missing-kernel-support). After a
// transient error, the next draw of any thread tries again.
StatePool::Growth StatePool::without_pages(int error) {
  if (is_transient(error)) return Growth::try_again;
  refused_.store(true, Order::relaxed);
  return Growth::refused;
}

// Maps the page of the first block. The page is not named with PR_SET_VMA_ANON_NAME, because that would
// be one more system call (hazard extra-call-names-mapping).
StatePool::Growth StatePool::map_first(const Geometry& geometry) {
  const auto pages =
      sys::map_anonymous(geometry.page, sys::vgetrandom.protection(), sys::vgetrandom.map_flags());
  if (!pages.ok()) return without_pages(pages.error());
  first_.states = geometry.per_page < kFirstBlockStates ? geometry.per_page : kFirstBlockStates;
  // If a signal handler forked after the check in map_more, a thread that the handler created in the
  // child may have published a first block already. Keep that one.
  if (!first_.pages.replace(nullptr, static_cast<unsigned char*>(pages.value()), Order::release))
    sys::unmap(pages.value(), geometry.page);
  return Growth::mapped;
}

// Maps one more block: a page of ordinary memory for the Block and its owners, and as many droppable
// pages as the owners describe.
StatePool::Growth StatePool::map_further(const Geometry& geometry) {
  const auto metadata =
      sys::map_anonymous(geometry.page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!metadata.ok()) return without_pages(metadata.error());

  const size_t page_count =
      (geometry.page - sizeof(Block)) / sizeof(Atomic<uintptr_t>) / geometry.per_page;
  const auto pages = sys::map_anonymous(page_count * geometry.page, sys::vgetrandom.protection(),
                                        sys::vgetrandom.map_flags());
  if (!pages.ok()) {
    sys::unmap(metadata.value(), geometry.page);
    return without_pages(pages.error());
  }
  // A new mapping is zero, so the new states have no owners.
  auto* block = static_cast<Block*>(metadata.value());
  block->owners = reinterpret_cast<Atomic<uintptr_t>*>(block + 1);
  block->states = page_count * geometry.per_page;
  block->pages.store(static_cast<unsigned char*>(pages.value()), Order::relaxed);
  // The lock may be lost (see unlock), so another thread may link a block at the same time.
  Block* second;
  do {
    second = first_.next.load(Order::relaxed);
    block->next.store(second, Order::relaxed);
  } while (!first_.next.replace(second, block, Order::release));
  recent_.store(block, Order::release);
  return Growth::mapped;
}

void StatePool::release(State* state, bool draw_unfinished) {
  const Geometry layout = geometry();
  const auto address = reinterpret_cast<unsigned char*>(state);
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire)) {
    const auto pages = block->pages.load(Order::relaxed);
    const size_t distance = static_cast<size_t>(address - pages);
    if (address < pages || distance / layout.page * layout.per_page >= block->states) continue;
    if (draw_unfinished) erase(state, layout.stride);
    const size_t index =
        distance / layout.page * layout.per_page + distance % layout.page / layout.stride;
    block->owners[index].store(kNobody, Order::release);
    recent_.store(block, Order::release);
    return;
  }
}

void StatePool::release_all_of(uintptr_t thread) {
  const Geometry layout = geometry();
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire)) {
    if (block->pages.load(Order::acquire) == nullptr) continue;
    for (size_t i = 0; i < block->states; ++i) {
      if (block->owners[i].load(Order::relaxed) != thread) continue;
      erase(layout.at(*block, i), layout.stride);
      block->owners[i].store(kNobody, Order::release);
    }
  }
}

StatePool::Usage StatePool::usage() {
  Usage usage{0, 0};
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire)) {
    if (block->pages.load(Order::acquire) == nullptr) continue;
    usage.states += block->states;
    for (size_t i = 0; i < block->states; ++i)
      usage.claimed += block->owners[i].load(Order::relaxed) != kNobody;
  }
  return usage;
}

Result<size_t> StatePool::make_room(size_t count, uintptr_t thread) {
  constexpr size_t kMostThreads = 1 << 22;  // the kernel's limit on thread IDs (PID_MAX_LIMIT)
  const Geometry layout = geometry();
  if (count > kMostThreads) return Result<size_t>::failure(ENOMEM);
  const auto free_states = [this] {
    const Usage now = usage();
    return now.states - now.claimed;
  };
  // Count again after each growth, because other threads may have claimed states. Count once more under
  // the lock, because another thread may have mapped pages before this thread got the lock.
  for (int attempt = 0; attempt < kMostGrowths; ++attempt) {
    if (const size_t free = free_states(); free >= count) return Result<size_t>::success(free);
    if (!lock_owner_.replace(kNobody, thread, Order::acquire)) return Result<size_t>::failure(EAGAIN);
    Growth growth = Growth::mapped;
    for (size_t have = free_states(); have < count && growth == Growth::mapped;) {
      growth = map_more(layout);
      // The new block is linked directly behind the first block, or is the first block.
      Block* const second = first_.next.load(Order::acquire);
      have += (second != nullptr ? second : &first_)->states;
    }
    unlock(thread);
    if (growth != Growth::mapped)
      return Result<size_t>::failure(refused_.load(Order::relaxed) ? ENOTSUP : ENOMEM);
  }
  return Result<size_t>::failure(EAGAIN);
}

// Drops whole pages, instead of erasing the states byte by byte. A draw in progress in another thread
// detects a dropped page and handles it. It would not detect a state that is half erased.
Result<size_t> StatePool::discard_all() {
  const Geometry layout = geometry();
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire)) {
    unsigned char* const pages = block->pages.load(Order::acquire);
    if (pages == nullptr) continue;
    const size_t page_count = (block->states + layout.per_page - 1) / layout.per_page;
    if (const auto dropped = sys::drop(pages, page_count * layout.page); !dropped.ok()) return dropped;
  }
  return Result<size_t>::success(0);
}

void StatePool::keep_only(uintptr_t thread) {
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire)) {
    if (block->pages.load(Order::acquire) == nullptr) continue;
    for (size_t i = 0; i < block->states; ++i)
      if (block->owners[i].load(Order::relaxed) != thread)
        block->owners[i].store(kNobody, Order::relaxed);
  }
  // The thread that held the lock may not exist in the child (hazard fork-while-locked).
  lock_owner_.store(kNobody, Order::relaxed);
}

}  // namespace nacre::random

using nacre::random::state_pool;

// musl calls this at the very end of a thread, with application signals blocked. Afterwards, the thread
// does not draw (hazard destructor-draws). The last thread runs exit() instead, without this call. This
// function makes the state free for another thread, so memory does not grow with the number of threads
// (hazard thread-memory-grows). It does not allocate memory and never waits.
void nacre::sys::thread_exit() {
  const uintptr_t thread = thread_identity();
  const random::ThreadState state = random::take_thread_state();
  // Unlock without looking at the thread's state word. If the thread ended inside nacre_random_prepare,
  // it holds the lock, but that function does not change the state word.
  state_pool.unlock(thread);
  // After an unfinished first claim, the thread may own a state that its word does not point to.
  if (state.is_reserved_without_state())
    state_pool.release_all_of(thread);
  else if (!state.is_none())
    state_pool.release(state.pointer(), !state.is_free());
}

// musl calls this in a fork child with all signals blocked, before code of the program runs. It frees
// the states of the parent's other threads, so memory does not grow over a chain of forks
// (hazard fork-orphans-states). The thread keeps its state, and its state word is not reset. If a
// handler forked in the middle of a draw, the child returns into that draw, which still uses the state
// (hazard page-dropped-mid-draw).
void nacre::sys::fork_child() { state_pool.keep_only(thread_identity()); }
