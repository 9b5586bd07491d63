// SPDX-License-Identifier: MIT
#pragma once
#include <stdint.h>

namespace nacre {

// A pointer and a one-bit tag in one word. The tag is bit 0, so T must be aligned to at least two bytes.
// pointer() returns the pointer without the tag.
template <class T>
class TaggedPtr {
 public:
  static constexpr uintptr_t kTag = 1;

  constexpr TaggedPtr() = default;
  static constexpr TaggedPtr from_word(uintptr_t word) { return TaggedPtr(word); }
  static TaggedPtr plain(T* pointer) { return TaggedPtr(reinterpret_cast<uintptr_t>(pointer)); }
  static TaggedPtr tagged(T* pointer) { return TaggedPtr(plain(pointer).word_ | kTag); }

  constexpr bool tag() const { return (word_ & kTag) != 0; }
  T* pointer() const { return reinterpret_cast<T*>(word_ & ~kTag); }
  constexpr uintptr_t word() const { return word_; }

 private:
  constexpr explicit TaggedPtr(uintptr_t word) : word_(word) {}
  uintptr_t word_ = 0;
};

}  // namespace nacre
