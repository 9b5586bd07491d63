// SPDX-License-Identifier: MIT
#include "libc/random/state_pool.hpp"

#include <elf.h>
#include <errno.h>
#include <sys/mman.h>

#include "libc/random/thread_state.hpp"
#include "support/defer_cancel.hpp"
#include "support/erase.hpp"
#include "support/transient.hpp"
#include "sysdeps/contract/hooks.hpp"
#include "sysdeps/contract/memory.hpp"
#include "sysdeps/contract/process.hpp"
#include "sysdeps/contract/thread.hpp"
#include "sysdeps/contract/vgetrandom.hpp"

namespace nacre::random {
namespace {

constexpr uintptr_t kNobody = 0;

}  // namespace

// States are whole cache lines, so that no two threads share one (H12), and none lies across a page,
// which the kernel refuses. The page is the machine's own: 4, 16 or 64 KiB.
// The key behind a state is on those lines too: 184 bytes of 192 with the state of x86_64.
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
  for (;;) {
    if (State* state = search(layout, thread)) return {Outcome::claimed, state};
    if (refused_.load(Order::relaxed)) return {Outcome::none, nullptr};
    if (!growing_.replace(kNobody, thread, Order::acquire)) return {Outcome::try_again, nullptr};
    // Pages may have come between the search and the lock.
    State* state = search(layout, thread);
    const Outcome outcome = state != nullptr ? Outcome::claimed : map_more(layout);
    unlock(thread);
    if (state != nullptr || outcome != Outcome::claimed) return {outcome, state};
  }
}

// Not a plain store: in a fork child whose one thread was amid the lock, in a handler, the lock is free
// (keep_only), and when the handler returns it may be another thread's.
void StatePool::unlock(uintptr_t thread) {
  if (growing_.load(Order::relaxed) == thread) growing_.replace(thread, kNobody, Order::release);
}

// `claimed` means that there are states to claim now. Pages that are mapped but not in the pool yet
// would be lost to a thread that is cancelled asynchronously.
StatePool::Outcome StatePool::map_more(const Geometry& geometry) {
  const DeferCancel defer_cancel;
  return first_.pages.load(Order::relaxed) == nullptr ? map_first(geometry) : map_further(geometry);
}

// A permanent error is remembered, so that no thread asks again. After a transient one the next draw
// asks again, of whichever thread.
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
  // A handler that interrupts this and forks lets the child's other threads get here too.
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
  // The mapping is zeros, as the owners must be.
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

void StatePool::release(State* state, bool amid_a_draw) {
  const Geometry layout = geometry();
  const auto address = reinterpret_cast<unsigned char*>(state);
  for (Block* block = &first_; block != nullptr; block = block->next.load(Order::acquire)) {
    const auto pages = block->pages.load(Order::relaxed);
    const size_t distance = static_cast<size_t>(address - pages);
    if (address < pages || distance / layout.page * layout.per_page >= block->states) continue;
    if (amid_a_draw) erase(state, layout.stride);
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
  constexpr size_t kMostThreads = 1 << 22;  // the kernel's limit on identities of threads
  const Geometry layout = geometry();
  if (count > kMostThreads) return Result<size_t>::failure(ENOMEM);
  const auto free_states = [this] {
    const Usage now = usage();
    return now.states - now.claimed;
  };
  // Counted anew after each growth, for others claim meanwhile; and with the lock, for pages may have
  // come before it.
  for (;;) {
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
}

// A draw that is under way sees a drop, which it can tell and cure; it would not see a zero here and
// there, of a state that is erased under its hands. So it is the kernel that zeroes, by the page.
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
  // Whoever held it may be a thread that is gone (H8).
  growing_.store(kNobody, Order::relaxed);
}

}  // namespace nacre::random

using nacre::random::state_pool;

// musl calls this last in a thread's life, with application signals blocked: nothing of the thread
// can draw any more, unless it is the last and exit() runs (H11). It allocates nothing and waits for
// nobody.
void nacre::sys::thread_exit() {
  const uintptr_t thread = thread_identity();
  const random::ThreadState state = random::take_thread_state();
  // Its word does not tell whether a thread has the lock: nacre_random_prepare takes it at any time.
  state_pool.unlock(thread);
  if (state.unsettled())
    state_pool.release_all_of(thread);
  else if (!state.is_none())
    state_pool.release(state.pointer(), !state.is_free());
}

// musl calls this in a fork child with all signals blocked and before anything else can run. The
// thread's own word stays as it is: the child may return into a draw that a handler interrupted (H2).
void nacre::sys::fork_child() { state_pool.keep_only(thread_identity()); }
