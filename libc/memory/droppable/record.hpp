// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "libc/memory/droppable/bytes.hpp"

namespace nacre::droppable {

// The header of a record. A record is this header, the hash of the key, the key, and the value, each
// padded with zeros to whole words. If a word of zero follows a record, no other record begins in the
// rest of the page.
class Header {
 public:
  static constexpr size_t kLongestKey = 0xffff;
  static constexpr uint64_t kLongestValue = 0xffffffff;
  static constexpr uint64_t kWords = 2;  // header and hash

  static constexpr Header from_word(uint64_t word) { return Header(word); }
  Header(size_t key_length, size_t value_length)
      : word_(kMark | uint64_t{key_length} << 40 | uint64_t{value_length}) {}

  uint64_t word() const { return word_; }
  bool is_end() const { return word_ == 0; }
  size_t key_length() const { return static_cast<size_t>(word_ >> 40 & kLongestKey); }
  size_t value_length() const { return static_cast<size_t>(word_ & kLongestValue); }
  // The length of the whole record in words.
  uint64_t words() const { return kWords + words_for(key_length()) + words_for(value_length()); }

 private:
  static constexpr uint64_t kMark = uint64_t{1} << 63;  // so that no header is zero
  constexpr explicit Header(uint64_t word) : word_(word) {}
  uint64_t word_;
};

}  // namespace nacre::droppable
