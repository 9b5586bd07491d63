// SPDX-License-Identifier: MIT
// Draws random bytes and checks them: no process of the stress test may have drawn the same value
// before, and there must be no run of zeros. A handler may interrupt this code anywhere, and may draw,
// fork, or leave by siglongjmp. So the code only uses lock-free atomics and thread-local variables.
#pragma once
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tests/statistics/zero_run.hpp"
#include "tests/stress/own_draws.hpp"
#include "tests/stress/tallies.hpp"
#include "tests/stress/value_table.hpp"
#include "tests/support/chacha20_model.hpp"

namespace stress {

enum class Call { getrandom, getentropy, arc4random };

class Checker {
 public:
  // make() creates the shared memory of a stress test. join() maps the shared memory of the test that
  // spawned this process.
  bool make(unsigned bucket_bits) {
    bits_ = bucket_bits;
    file_ = memfd_create("stress", 0);
    if (file_ < 0 || ftruncate(file_, static_cast<off_t>(size())) != 0 || !map()) return false;
    keep_output_of_zero_key();
    return true;
  }
  bool join(int file, unsigned bucket_bits) {
    bits_ = bucket_bits;
    file_ = file;
    return map();
  }
  int file() const { return file_; }
  unsigned bits() const { return bits_; }
  Tallies& tallies() const { return *tallies_; }
  std::size_t capacity() const { return table().capacity(); }
  bool all_good() const {
    const Tallies& all = tallies();
    return all.duplicates == 0 && all.zero_runs == 0 && all.draws_failed == 0 &&
           all.children_lost == 0 && all.shared_states == 0 && all.states_missing == 0;
  }

  // Draws kLength bytes in pieces of kPiece. With several pieces, a handler more often interrupts a draw
  // than the check of its result.
  template <std::size_t kLength, std::size_t kPiece = kLength>
  void draw(Call call = Call::getrandom) const {
    static_assert(kLength % kPiece == 0);
    alignas(Value) unsigned char bytes[kLength] = {}, at_fork[kLength];
    InFlight here{bytes, at_fork, kLength, own_draws.innermost, false};
    signal_fence();
    own_draws.innermost = &here;
    signal_fence();
    bool filled = true;
    for (std::size_t at = 0; at < kLength; at += kPiece)
      filled = fill(bytes + at, kPiece, call) && filled;
    signal_fence();
    ++own_draws.checking;  // from here on no handler forks, so only one process checks this draw
    signal_fence();
    if (filled)
      check(here, kPiece);
    else
      ++tallies_->draws_failed;
    signal_fence();
    own_draws.innermost = here.outer;
    --own_draws.checking;
    signal_fence();
  }

  // Injects faults: checks one value twice, and a value of zeros.
  void inject_faults() const {
    unsigned char bytes[48] = {};
    fill(bytes, 16, Call::getrandom);
    std::memcpy(bytes + 16, bytes, 16);
    check({bytes, bytes, sizeof bytes, nullptr, false}, sizeof bytes);
  }

 private:
  static constexpr std::size_t kTallyBytes = 65536;  // the largest page size
  static_assert(sizeof(Tallies) <= kTallyBytes);

  std::size_t size() const { return kTallyBytes + ValueTable::bytes(bits_); }
  ValueTable table() const { return {memory_ + kTallyBytes, bits_}; }
  bool map() {
    void* const memory =
        mmap(nullptr, size(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file_, 0);
    if (memory == MAP_FAILED) return false;
    memory_ = static_cast<unsigned char*>(memory);
    tallies_ = static_cast<Tallies*>(memory);  // a new file is all zeros
    return true;
  }

  static bool fill(unsigned char* bytes, std::size_t length, Call call) {
    // getentropy returns at most 256 bytes.
    if (call == Call::arc4random || (call == Call::getentropy && length > 256)) {
      arc4random_buf(bytes, length);
      return true;
    }
    if (call == Call::getentropy) return getentropy(bytes, length) == 0;
    for (std::size_t filled = 0; filled < length;) {
      const ssize_t more = getrandom(bytes + filled, length - filled, 0);
      if (more < 0 && errno != EINTR) return false;
      if (more > 0) filled += static_cast<std::size_t>(more);
    }
    return true;
  }

  static Value value_at(const InFlight& draw, std::size_t at) {
    Value value;
    std::memcpy(&value, draw.bytes + at, sizeof value);
    return value;
  }
  // A draw of up to 256 bytes is compared completely. Of a longer draw, only the first and the last
  // block are compared. This is enough, because the whole draw has one key.
  static bool is_compared(std::size_t at, std::size_t piece) {
    constexpr std::size_t kAll = 256, kBlock = 64;
    return piece <= kAll || at % piece < kBlock || at % piece >= piece - kBlock;
  }
  template <class Act>
  static void each_value(const InFlight& draw, std::size_t piece, const Act& act) {
    for (std::size_t at = 0; at < draw.length; at += sizeof(Value)) {
      if (!is_compared(at, piece)) continue;
      // The parent checks the bytes that were drawn before a handler forked.
      if (draw.inherited && std::memcmp(draw.bytes + at, draw.at_fork + at, sizeof(Value)) == 0)
        continue;
      act(value_at(draw, at));
    }
  }
  void check(const InFlight& draw, std::size_t piece) const {
    const auto relaxed = std::memory_order_relaxed;
    std::size_t values = 0;
    each_value(draw, piece, [&](const Value& value) { table().prefetch(value), ++values; });
    tallies_->draws.fetch_add(draw.length / piece, relaxed);
    tallies_->values.fetch_add(values, relaxed);
    if (draw.outer != nullptr) tallies_->nested.fetch_add(1, relaxed);
    if (statistics::has_zero_run(draw.bytes, draw.length)) tallies_->zero_runs.fetch_add(1, relaxed);
    each_value(draw, piece, [&](const Value& value) { keep(value); });
  }
  void keep(const Value& value) const {
    switch (table().insert(value)) {
      case ValueTable::Insertion::added: break;
      case ValueTable::Insertion::duplicate: ++tallies_->duplicates; break;
      case ValueTable::Insertion::replaced_another: ++tallies_->forgotten;
    }
  }
  // Counts the output of a key of zeros as drawn already. If a key's page is dropped during a draw, the
  // key reads as zeros, and its output is then found as a duplicate
  // (hazard key-dropped-mid-draw in libc/random/HAZARDS.md).
  void keep_output_of_zero_key() const {
    const auto block = test::chacha20_block(test::CipherKey{}, test::FirstBlock{}, 0);
    for (std::size_t at = 0; at < block.size(); at += sizeof(Value)) {
      Value value;
      std::memcpy(&value, block.data() + at, sizeof value);
      keep(value);
    }
  }

  int file_ = -1;
  unsigned bits_ = 0;
  unsigned char* memory_ = nullptr;
  Tallies* tallies_ = nullptr;
};

// Global, so that signal handlers can reach it.
inline constinit Checker checker;

template <std::size_t kLength, std::size_t kPiece = kLength>
void draw(Call call = Call::getrandom) {
  checker.draw<kLength, kPiece>(call);
}

}  // namespace stress
