// SPDX-License-Identifier: MIT
// Hashes the keys of a droppable cache.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "libc/memory/droppable/bytes.hpp"

namespace nacre::droppable {

struct Seed {
  uint64_t words[2];
};

// Folded multiplication, as in wyhash: multiplies two words and folds the 128-bit product into one word.
// Each input bit affects about half of the output bits.
inline uint64_t fold(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{a} * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
#else
  // A similar function. It returns other hashes, which does no harm: a hash never leaves the process.
  const uint64_t low = (a & 0xffffffff) * (b >> 32) + (a >> 32) * (b & 0xffffffff);
  return (a & 0xffffffff) * (b & 0xffffffff) ^ (a >> 32) * (b >> 32) ^ (low << 32 | low >> 32);
#endif
}

// The caller's key and its hash. Each cache has its own seed, so that an attacker cannot choose keys
// that share a bucket.
struct Key {
  const unsigned char* bytes;
  size_t length;
  uint64_t hash;

  Key(const void* key, size_t key_length, const Seed& seed)
      : bytes(static_cast<const unsigned char*>(key)),
        length(key_length),
        hash(hash_of(bytes, key_length, seed)) {}

 private:
  // In a key of more than 8 bytes, the last words may overlap the words before them, so that every load
  // is a whole word.
  static uint64_t hash_of(const unsigned char* bytes, size_t length, const Seed& seed) {
    uint64_t hash = seed.words[0] ^ length;
    uint64_t first = 0, last = 0;
    if (length > 8) {
      const unsigned char* const end = bytes + length;
      for (; end - bytes > 16; bytes += 16)
        hash = fold(hash ^ whole_word(bytes), seed.words[1] ^ whole_word(bytes + 8));
      first = whole_word(length > 16 ? end - 16 : bytes);
      last = whole_word(end - 8);
    } else if (length > 0) {
      first = part_word(bytes, length);
    }
    hash = fold(hash ^ first, seed.words[1] ^ last);
    return fold(hash ^ seed.words[0], seed.words[1]);
  }
};

}  // namespace nacre::droppable
