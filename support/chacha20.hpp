// SPDX-License-Identifier: MIT
// ChaCha20 (RFC 8439) for many blocks at once. All values are in vector registers, and the stack is not
// used.
//
// No copy of the key may remain in memory (hazard key-outlives-draw in libc/random/HAZARDS.md). So from
// the first load of the key to the end, the code makes no call and stores only the output. Everything is
// inlined into one function. The template parameter `Lanes` is the backend for an instruction set. The
// functions of a backend change their register arguments in place. A value that is needed twice is
// loaded twice. So there are never more live values than registers, and the compiler spills no register
// to the stack.
// sysdeps/generic/scalar_lanes.hpp describes the members of a backend.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre {

// Output position of a block, clamped so that the block ends at the end of the buffer. The computation
// has no branch, so that the compiler keeps all values in registers.
struct Place {
  unsigned char* out;
  size_t length;
  [[gnu::always_inline]] unsigned char* operator()(size_t at) const {
    const size_t last = length - 64;
    return out + (at < last ? at : last);
  }
};

// The input of the cipher.
struct KeyStream {
  const unsigned char* key;
  const unsigned char* start;  // the last row of the first block's matrix: counter and nonce
  uint64_t counter;            // number of blocks before the next block
};

alignas(16) inline constexpr unsigned char kFirstRow[] = "expand 32-byte k";

// One or more groups of blocks. A block is a matrix of 4x4 words. A register, `Lanes::Row`, holds the
// same row of `kBlocks` blocks side by side. Four such registers are a group. The groups are
// independent, and each step runs for all groups before the next step. So the processor works on one
// group during the latency of another.
template <class Lanes, int kGroups>
class Groups {
 public:
  [[gnu::always_inline]] void load(const KeyStream& stream, int index = 0) {
    Lanes::load(a_, kFirstRow);
    // The vDSO has just written the key in words of eight bytes. A load that spans two recent stores
    // would wait until both stores are in the cache, because the processor cannot forward them.
    Lanes::load_halves(b_, stream.key);
    Lanes::load_halves(c_, stream.key + 16);
    Lanes::count(d_, stream.start, stream.counter, index);
    rest_.load(stream, index + 1);
  }
  // The 20 rounds: ten column rounds, each followed by a diagonal round.
  [[gnu::always_inline]] void scramble() {
    for (int i = 10; i > 0; --i) {
      round();
      turn<1>();
      round();
      turn<3>();
    }
  }
  // Stores the blocks in reverse order. The position of a block that does not fit is clamped to the end
  // of the output. An earlier block then overwrites it, so the output is correct.
  [[gnu::always_inline]] void finish(const KeyStream& stream, const Place& place, int index = 0) {
    rest_.finish(stream, place, index + 1);
    Lanes::add(a_, kFirstRow);
    Lanes::add(b_, stream.key);
    Lanes::add(c_, stream.key + 16);
    typename Lanes::Row row;
    Lanes::count(row, stream.start, stream.counter, index);
    Lanes::add(d_, row);
    Lanes::transpose(a_, b_, c_, d_);
    // Compute the position of each group when it is stored. Computing all of them in advance would
    // need more registers than there are.
    Place now = place;
    __asm__ volatile("" : "+r"(now.out), "+r"(now.length));
    Lanes::store(a_, b_, c_, d_, now, 64 * Lanes::kBlocks * index);
  }

  // One round: the quarter rounds of all columns at once.
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
  // Rotates the rows so that diagonals become columns; with kWords 3, rotates them back. The usual
  // description rotates rows b, c and d. Here row b stays and row a rotates, because a round computes
  // row b last and the next round reads row b first.
  template <int kWords>
  [[gnu::always_inline]] void turn() {
    Lanes::template rotate<4 - kWords>(a_);
    Lanes::template rotate<kWords>(c_);
    Lanes::template rotate<2>(d_);
    rest_.template turn<kWords>();
  }

 private:
  typename Lanes::Row a_, b_, c_, d_;
  Groups<Lanes, kGroups - 1> rest_;
};

// No groups: ends the recursion.
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

  // Fills `out` with `length` bytes of key stream, at least one block. If `length` is not a multiple
  // of the block size, the last whole block is moved to end at the end of the output. For random bytes
  // this is as good as the standard order, and no partial block has to be stored elsewhere.
  //
  // `key` is 32 bytes. `start` is the last row of the first block's matrix: 16 bytes, 16-byte aligned.
  // Its first 64 bits count the blocks, and its last 64 bits are constant.
  [[gnu::always_inline]] static void expand(const unsigned char* key, const unsigned char* start,
                                            unsigned char* out, size_t length) {
    KeyStream stream{key, start, 0};
    for (; length >= kAtOnce; length -= kAtOnce, out += kAtOnce, stream.counter += kAtOnce / kBlock)
      run<Lanes::kGroups>(stream, {out, length});
    if (length > 0) {
      // If the rest is shorter than a block, the last block begins inside the previous block, so that it
      // ends at the end of the output. The previous block is computed and stored again.
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

  // Computes 1, 2, 4, ... groups: the fewest that cover the length, and at most Lanes::kGroups.
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
