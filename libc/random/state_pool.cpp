// SPDX-License-Identifier: MIT
#include "libc/random/state_pool.hpp"

#include <elf.h>
#include <errno.h>
#include <sys/mman.h>

#include "libc/random/thread_state.hpp"
#include "support/defer_cancel.hpp"
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
// How often one call maps more memory before it gives up.
constexpr int kMostGrowths = 8;

}  // namespace

// A state occupies whole cache lines, so two threads never share one, and it never crosses a page
// boundary, which the kernel rejects (hazard state-straddles-page). The page size is the machine's: 4,
// 16 or 64 KiB. The key is on the same lines: with the state of x86_64, 184 of 192 bytes are used.
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
  // Other threads can claim all that was just mapped, again and again. Then this draw is a system call.
  for (int attempt = 0; attempt < kMostGrowths; ++attempt) {
    if (State* state = search(layout, thread)) return {Outcome::claimed, state};
    if (refused_.load(Order::relaxed)) return {Outcome::none, nullptr};
    if (!growing_.replace(kNobody, thread, Order::acquire)) return {Outcome::try_again, nullptr};
    // Another thread may have mapped pages between the search and the lock.
    State* state = search(layout, thread);
    const Outcome outcome = state != nullptr ? Outcome::claimed : map_more(layout);
    unlock(thread);
    if (state != nullptr || outcome != Outcome::claimed) return {outcome, state};
  }
  return {Outcome::try_again, nullptr};
}

// Uses compare-and-swap. In a fork child that was forked by a handler inside the locked region,
// keep_only has released the lock. When the handler returns, another thread may hold it.
void StatePool::unlock(uintptr_t thread) {
  if (growing_.load(Order::relaxed) == thread) growing_.replace(thread, kNobody, Order::release);
}

// `claimed` means that there are free states now. Cancellation is deferred, because an asynchronous
// cancellation would leak pages that are mapped but not in the pool yet.
StatePool::Outcome StatePool::map_more(const Geometry& geometry) {
  const DeferCancel defer_cancel;
  return first_.pages.load(Order::relaxed) == nullptr ? map_first(geometry) : map_further(geometry);
}

// A permanent error is remembered, so that no thread tries again: the kernel or a sandbox provides no
// such memory (hazard missing-kernel-support). After a transient error the next draw of any thread
// tries again.
StatePool::Outcome StatePool::without_pages(int error) {
  if (is_transient(error)) return Outcome::try_again;
  refused_.store(true, Order::relaxed);
  return Outcome::none;
}

StatePool::Outcome StatePool::map_first(const Geometry& geometry) {
  const auto pages =
      sys::map_anonymous(geometry.page, sys::vgetrandom.protection(), sys::vgetrandom.map_flags());
  if (!pages.ok()) return without_pages(pages.error());
  first_.states = geometry.per_page < kFirstBlockStates ? geometry.per_page : kFirstBlockStates;
  // If a handler forks here, other threads of the child may map the first block too. Nothing names the
  // mapping, which would be one more system call (hazard extra-call-names-mapping).
  if (!first_.pages.replace(nullptr, static_cast<unsigned char*>(pages.value()), Order::release))
    sys::unmap(pages.value(), geometry.page);
  return Outcome::claimed;
}

StatePool::Outcome StatePool::map_further(const Geometry& geometry) {
  const auto metadata =
      sys::map_anonymous(geometry.page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!metadata.ok()) return Outcome::try_again;

  const size_t page_count =
      (geometry.page - sizeof(Block)) / sizeof(Atomic<uintptr_t>) / geometry.per_page;
  const auto pages = sys::map_anonymous(page_count * geometry.page, sys::vgetrandom.protection(),
                                        sys::vgetrandom.map_flags());
  if (!pages.ok()) {
    sys::unmap(metadata.value(), geometry.page);
    return without_pages(pages.error());
  }
  // The owners must start as zeros, as a new mapping does.
  auto* block = static_cast<Block*>(metadata.value());
  block->owners = reinterpret_cast<Atomic<uintptr_t>*>(block + 1);
  block->states = page_count * geometry.per_page;
  block->pages.store(static_cast<unsigned char*>(pages.value()), Order::relaxed);
  Block* second;
  do {
    second = first_.next.load(Order::relaxed);
    block->next.store(second, Order::relaxed);
  } while (!first_.next.replace(second, block, Order::release));
  recent_.store(block, Order::release);
  return Outcome::claimed;
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
  constexpr size_t kMostThreads = 1 << 22;  // the kernel's limit on thread identities
  const Geometry layout = geometry();
  if (count > kMostThreads) return Result<size_t>::failure(ENOMEM);
  const auto free_states = [this] {
    const Usage now = usage();
    return now.states - now.claimed;
  };
  // Count again after each growth, because other threads claim meanwhile, and again under the lock,
  // because another thread may have mapped pages before.
  for (int attempt = 0; attempt < kMostGrowths; ++attempt) {
    if (const size_t free = free_states(); free >= count) return Result<size_t>::success(free);
    if (!growing_.replace(kNobody, thread, Order::acquire)) return Result<size_t>::failure(EAGAIN);
    Outcome outcome = Outcome::claimed;
    for (size_t have = free_states(); have < count && outcome == Outcome::claimed;) {
      outcome = map_more(layout);
      Block* const second = first_.next.load(Order::acquire);
      have += (second != nullptr ? second : &first_)->states;
    }
    unlock(thread);
    if (outcome != Outcome::claimed)
      return Result<size_t>::failure(refused_.load(Order::relaxed) ? ENOTSUP : ENOMEM);
  }
  return Result<size_t>::failure(EAGAIN);
}

// The kernel zeroes whole pages, because a draw in progress detects a dropped page and handles it. It
// would not detect single bytes that this thread erased.
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
  // The thread that held the lock may not exist in the child (hazard fork-while-locked). The memory of
  // other states is reused, so forks do not make it grow.
  growing_.store(kNobody, Order::relaxed);
}

}  // namespace nacre::random

using nacre::random::state_pool;

// musl calls this at the very end of a thread, with application signals blocked. The thread cannot
// draw any more, except if it is the last one and exit() runs (hazard destructor-draws). The state is
// free for another thread then, so memory does not grow with the number of threads
// (hazard thread-memory-grows). It allocates nothing and never waits.
void nacre::sys::thread_exit() {
  const uintptr_t thread = thread_identity();
  const random::ThreadState state = random::take_thread_state();
  // The word does not say whether the thread holds the lock, because nacre_random_prepare may take it
  // at any time.
  state_pool.unlock(thread);
  if (state.unsettled())
    state_pool.release_all_of(thread);
  else if (!state.is_none())
    state_pool.release(state.pointer(), !state.is_free());
}

// musl calls this in a fork child with all signals blocked, before other code runs. The thread's word
// stays unchanged, because the child may return into a draw that a handler interrupted
// (hazard page-dropped-mid-draw).
void nacre::sys::fork_child() { state_pool.keep_only(thread_identity()); }
