// SPDX-License-Identifier: MIT
// The droppable memory of one shard of a cache: a ring of pages, accessed in 64-bit words. The kernel
// may zero any page at any moment.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"

namespace nacre::droppable {

// Readers, the writer and the kernel access the same memory at once, so every access is atomic.
using Word = Atomic<uint64_t>;

// The generation tag is the first word of a page, and is computed from the page's generation: the number
// of times that the writer has passed around the ring of pages. Neither the tag nor its lower sixteen
// bits are ever zero, so a dropped page, which reads as zeros, has no valid tag. A page never has the
// same tag twice (hazard value-dropped in libc/random/HAZARDS.md).
using GenerationTag = uint64_t;
constexpr GenerationTag generation_tag(uint64_t generation) {
  return generation + generation / 0xffff + 1;
}
static_assert(generation_tag(0xfffe) == 0xffff && generation_tag(0xffff) == 0x10001);

class Pages {
 public:
  // The first word that a record can use. Word 0 of a page is the tag. Word 1 is the offset of the first
  // record that begins in the page.
  static constexpr uint32_t kFirstWord = 2;

  // The number of words in a page is a power of two, so page_of() shifts instead of dividing.
  Pages(Word* words, uint32_t words_per_page)
      : words_(words),
        words_per_page_(words_per_page),
        page_shift_(static_cast<uint32_t>(__builtin_ctz(words_per_page))) {}

  uint32_t words_per_page() const { return words_per_page_; }
  uint32_t payload() const { return words_per_page_ - kFirstWord; }
  uint32_t page_of(uint32_t at) const { return at >> page_shift_; }
  uint32_t left_in_page(uint32_t at) const { return words_per_page_ - (at & (words_per_page_ - 1)); }
  Word& word(uint32_t at) const { return words_[at]; }

  Word& tag(uint32_t page) const { return words_[size_t{page} * words_per_page_]; }
  Word& first_record(uint32_t page) const { return words_[size_t{page} * words_per_page_ + 1]; }

  // Do the pages `first` to `last` still have this tag? If so, the data that was read from them or
  // written to them is valid. Between its reads and this call, the caller makes an acquire fence.
  // Between its writes and this call, it makes a full fence.
  bool validate(GenerationTag expected, uint32_t first, uint32_t last) const {
    for (uint32_t page = first; page <= last; ++page)
      if (tag(page).load(Order::relaxed) != expected) return false;
    return true;
  }

 private:
  Word* words_;
  uint32_t words_per_page_, page_shift_;
};

// Iterates over the words of a record, from page to page.
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
  // Returns the next contiguous words, and stores their number in `length`: at least 1, at most `most`.
  Word* run(size_t most, size_t& length) {
    Word* const first = &next();
    length = left_ + size_t{1} < most ? left_ + size_t{1} : most;
    at_ += static_cast<uint32_t>(length - 1);
    left_ -= static_cast<uint32_t>(length - 1);
    return first;
  }
  // The position of the last word that was returned.
  uint32_t last() const { return at_ - 1; }

 private:
  const Pages& pages_;
  uint32_t at_, left_;
};

}  // namespace nacre::droppable
