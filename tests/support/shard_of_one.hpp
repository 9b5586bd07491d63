// SPDX-License-Identifier: MIT
// A droppable cache with one shard (docs/droppable.md). Tests can access its pages and its state, and
// write forged records: bytes of a value that look like a record.
#pragma once
#include <unistd.h>

#include <memory>

#include "libc/memory/droppable/cache.hpp"
#include "tests/support/cache.hpp"

namespace test {

class ShardOfOne : public CheckedCache {
 public:
  static constexpr std::size_t kCapacity = 65536;
  // The words of a page before the first value: the page's tag, the offset of its first record, and the
  // record's header, hash and key.
  static constexpr std::uint64_t kWordsBeforeValue = 5;
  // Returns the length of a value that fills a page, in bytes.
  static std::size_t pageful() {
    return static_cast<std::size_t>(getpagesize()) - kWordsBeforeValue * sizeof(std::uint64_t);
  }

  static std::unique_ptr<ShardOfOne> make() {
    std::unique_ptr<ShardOfOne> cache;
    const auto mappings = mappings_made_by([&] { cache.reset(new ShardOfOne); });
    if (!mappings.empty()) cache->start_ = mappings.front().start;
    return cache;
  }

  bool is_droppable() const { return start_ != 0; }
  nacre::droppable::Shard::State& state() { return internal().state(0); }
  const nacre::droppable::Layout& layout() { return internal().layout(); }

  // Drops a page. Page numbers are not reused: the page with number N is at N modulo the number of
  // pages.
  void drop_page(std::uint64_t page) {
    const auto size = static_cast<std::size_t>(getpagesize());
    madvise(reinterpret_cast<void*>(start_ + page % layout().pages * size), size, MADV_DONTNEED);
  }
  void drop_all() {
    const auto size = static_cast<std::size_t>(getpagesize());
    madvise(reinterpret_cast<void*>(start_), size * layout().pages, MADV_DONTNEED);
  }

  // Returns where the most recently written record begins, in words from the start of its page. `length`
  // is the length of its value in bytes.
  std::uint64_t last_offset(std::size_t length) {
    return state().used - nacre::droppable::Header(sizeof(std::uint32_t), length).words();
  }

  // Puts a value for the key `other` that fills a page. In this value, `offset` words from the start of
  // the page, are bytes that look like a record of `key`. Returns false if they do not fit there, or if
  // the put fails.
  bool put_forged(std::uint32_t other, std::uint32_t key, std::uint64_t offset) {
    using nacre::droppable::Header;
    if (offset < kWordsBeforeValue) return false;
    constexpr char kForged[16] = "not its value!!";
    Bytes value(pageful(), 0xee);
    auto* at = value.data() + (offset - kWordsBeforeValue) * sizeof(std::uint64_t);
    const std::uint64_t words[] = {Header(sizeof key, sizeof kForged).word(),
                                   nacre::droppable::Key(&key, sizeof key, internal().seed()).hash, key};
    if (at + sizeof words + sizeof kForged > value.data() + value.size()) return false;
    std::memcpy(at, words, sizeof words);
    std::memcpy(at + sizeof words, kForged, sizeof kForged);
    return nacre_droppable_put(get(), &other, sizeof other, value.data(), value.size()) == 0;
  }

 private:
  ShardOfOne() : CheckedCache(kCapacity, 200) {}
  nacre::droppable::Cache& internal() { return *reinterpret_cast<nacre::droppable::Cache*>(get()); }
  std::uintptr_t start_ = 0;
};

}  // namespace test
