// SPDX-License-Identifier: MIT
// The droppable memory of one shard, by words. Any of it may turn to zeros at any moment, a page at a
// time.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"

namespace nacre::droppable {

// Readers and the one writer, and the kernel, are at the same memory at once: every access is atomic.
using Word = Atomic<uint64_t>;

// The first word of a page: which round of the ring its content is of. Never zero, and nor are its lower
// sixteen bits, so that a dropped page bears none; never the same twice for a page (H31).
using Stamp = uint64_t;
constexpr Stamp stamp_of(uint64_t round) { return round + round / 0xffff + 1; }
static_assert(stamp_of(0xfffe) == 0xffff && stamp_of(0xffff) == 0x10001);

class Pages {
 public:
  // Beside the stamp, the second word of a page tells where the first record that begins in it is.
  static constexpr uint32_t kFirstWord = 2;

  // A page has a power of two of words: nothing is divided on the way of a get.
  Pages(Word* words, uint32_t words_per_page)
      : words_(words),
        words_per_page_(words_per_page),
        page_shift_(static_cast<uint32_t>(__builtin_ctz(words_per_page))) {}

  uint32_t words_per_page() const { return words_per_page_; }
  uint32_t payload() const { return words_per_page_ - kFirstWord; }
  uint32_t page_of(uint32_t at) const { return at >> page_shift_; }
  uint32_t left_in_page(uint32_t at) const { return words_per_page_ - (at & (words_per_page_ - 1)); }
  Word& word(uint32_t at) const { return words_[at]; }

  Word& stamp(uint32_t page) const { return words_[size_t{page} * words_per_page_]; }
  Word& first_record(uint32_t page) const { return words_[size_t{page} * words_per_page_ + 1]; }

  // Is what was read or written of the pages `first` to `last` theirs? For loads, after an acquire
  // fence; for stores, after a full one.
  bool bear(Stamp stamp_expected, uint32_t first, uint32_t last) const {
    for (uint32_t page = first; page <= last; ++page)
      if (stamp(page).load(Order::relaxed) != stamp_expected) return false;
    return true;
  }

 private:
  Word* words_;
  uint32_t words_per_page_, page_shift_;
};

// Goes over the words of a record, from page to page.
class Cursor {
 public:
  Cursor(const Pages& pages, uint32_t at) : pages_(pages), at_(at), left_(pages.left_in_page(at)) {}

  Word& next() {
    if (left_ == 0) {
      at_ += Pages::kFirstWord;
      left_ = pages_.payload();
    }
    --left_;
    return pages_.word(at_++);
  }
  // The next words that lie side by side: at most `most`, at least one.
  Word* run(size_t most, size_t& length) {
    Word* const first = &next();
    length = left_ + size_t{1} < most ? left_ + size_t{1} : most;
    at_ += static_cast<uint32_t>(length - 1);
    left_ -= static_cast<uint32_t>(length - 1);
    return first;
  }
  // Where the last word that it gave is.
  uint32_t last() const { return at_ - 1; }

 private:
  const Pages& pages_;
  uint32_t at_, left_;
};

}  // namespace nacre::droppable
