// SPDX-License-Identifier: MIT
// ChaCha20 (RFC 8439), many blocks at a time and without a stack, on whatever vectors a system has.
//
// H28: from the first load of the key to the end no call is made, and nothing is stored but to the
// output. So all of it is inlined into one function, and `Lanes`, which is how one kind of processor
// does it, works in place, in registers that it was given: a compiler never has more values to keep than
// there are registers. What is wanted twice is loaded twice.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre {

// Where the block goes that begins so many bytes into the output: there, or, where it would go beyond
// the end, so far before it that it ends there. Without a branch, so that all registers keep their
// meaning.
struct Place {
  unsigned char* out;
  size_t length;
  [[gnu::always_inline]] unsigned char* operator()(size_t at) const {
    const size_t last = length - 64;
    return out + (at < last ? at : last);
  }
};

// What is made into blocks.
struct KeyStream {
  const unsigned char* key;
  const unsigned char* start;
  uint64_t counter;  // how many blocks after the start
};

alignas(16) inline constexpr unsigned char kFirstRow[] = "expand 32-byte k";

// Some groups of blocks. A register, `Lanes::Row`, holds one row of the cipher's 4x4 words, of `kBlocks`
// blocks side by side; four rows are a group. Each group is a chain of its own, so that the waits of one
// are filled with the others' work: each step is taken for all of them before the next.
template <class Lanes, int kGroups>
class Groups {
 public:
  [[gnu::always_inline]] void load(const KeyStream& stream, int index = 0) {
    Lanes::load(a_, kFirstRow);
    // The vDSO has just written the key, by words of eight bytes: a load across two of those would wait
    // until both are in the cache.
    Lanes::load_new(b_, stream.key);
    Lanes::load_new(c_, stream.key + 16);
    Lanes::count(d_, stream.start, stream.counter, index);
    rest_.load(stream, index + 1);
  }
  [[gnu::always_inline]] void scramble() {
    for (int i = 10; i > 0; --i) {
      round();
      turn<1>();
      round();
      turn<3>();
    }
  }
  // The last group first, and in it the last block: so those that begin beyond the end of the output are
  // covered by the one that begins in it, and that one by those that lie in it whole.
  [[gnu::always_inline]] void finish(const KeyStream& stream, const Place& place, int index = 0) {
    rest_.finish(stream, place, index + 1);
    Lanes::add(a_, kFirstRow);
    Lanes::add(b_, stream.key);
    Lanes::add(c_, stream.key + 16);
    typename Lanes::Row row;
    Lanes::count(row, stream.start, stream.counter, index);
    Lanes::add(d_, row);
    Lanes::transpose(a_, b_, c_, d_);
    // Where a group goes is worked out when it goes there, not for all of them at once, for that would
    // be more than the registers hold.
    Place now = place;
    __asm__ volatile("" : "+r"(now.out), "+r"(now.length));
    Lanes::store(a_, b_, c_, d_, now, 64 * Lanes::kBlocks * index);
  }

  // One round: the cipher's quarter round, on all columns at once.
  [[gnu::always_inline]] void round() {
    mix_ad<16>();
    mix_cb<12>();
    mix_ad<8>();
    mix_cb<7>();
  }
  template <int kBits>
  [[gnu::always_inline]] void mix_ad() {
    Lanes::template mix<kBits>(a_, b_, d_);
    rest_.template mix_ad<kBits>();
  }
  template <int kBits>
  [[gnu::always_inline]] void mix_cb() {
    Lanes::template mix<kBits>(c_, d_, b_);
    rest_.template mix_cb<kBits>();
  }
  // From columns to diagonals and, with 3, back. Row b, which is ready last and wanted first, stays; the
  // others turn about it.
  template <int kWords>
  [[gnu::always_inline]] void turn() {
    Lanes::template turn<4 - kWords>(a_);
    Lanes::template turn<kWords>(c_);
    Lanes::template turn<2>(d_);
    rest_.template turn<kWords>();
  }

 private:
  typename Lanes::Row a_, b_, c_, d_;
  Groups<Lanes, kGroups - 1> rest_;
};

template <class Lanes>
class Groups<Lanes, 0> {
 public:
  [[gnu::always_inline]] void load(const KeyStream&, int) {}
  [[gnu::always_inline]] void finish(const KeyStream&, const Place&, int) {}
  template <int>
  [[gnu::always_inline]] void mix_ad() {}
  template <int>
  [[gnu::always_inline]] void mix_cb() {}
  template <int>
  [[gnu::always_inline]] void turn() {}
};

template <class Lanes>
class ChaCha20 {
 public:
  static constexpr size_t kBlock = 64;

  // Fills `out` with `length` bytes of key stream, a block at least. Where `length` is no multiple of a
  // block, the rest is not the beginning of one more block but its end: for random bytes that is as
  // good, and no part of a block has to be kept anywhere.
  //
  // `key` is 32 bytes. `start` is the last row of the first block, 16 bytes on a boundary of 16: a
  // counter of 64 bits, which goes up by one from block to block, and 64 bits that stay.
  [[gnu::always_inline]] static void expand(const unsigned char* key, const unsigned char* start,
                                            unsigned char* out, size_t length) {
    KeyStream stream{key, start, 0};
    for (; length >= kAtOnce; length -= kAtOnce, out += kAtOnce, stream.counter += kAtOnce / kBlock)
      run<Lanes::kGroups>(stream, {out, length});
    if (length > 0) {
      // Of less than a block the beginning lies in the block before, which is made once more to cover
      // it.
      if (length < kBlock) {
        length += kBlock;
        out -= kBlock;
        --stream.counter;
      }
      run_few<1>(stream, {out, length});
    }
    Lanes::clear();
  }

 private:
  static constexpr size_t kGroup = kBlock * Lanes::kBlocks;
  static constexpr size_t kAtOnce = kGroup * Lanes::kGroups;

  template <int kGroups>
  [[gnu::always_inline]] static void run(const KeyStream& stream, const Place& place) {
    Groups<Lanes, kGroups> groups;
    groups.load(stream);
    groups.scramble();
    groups.finish(stream, place);
  }

  // Less than all groups: one, two, four, or all of them.
  template <int kGroups>
  [[gnu::always_inline]] static void run_few(const KeyStream& stream, const Place& place) {
    if constexpr (kGroups >= Lanes::kGroups)
      run<Lanes::kGroups>(stream, place);
    else if (place.length <= kGroups * kGroup)
      run<kGroups>(stream, place);
    else
      run_few<2 * kGroups>(stream, place);
  }
};

}  // namespace nacre
