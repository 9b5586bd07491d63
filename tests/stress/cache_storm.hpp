// SPDX-License-Identifier: MIT
// Four readers and two writers of one droppable cache (docs/droppable.md), while another thread drops
// its pages all the time. A reader must not get a torn value, the value of another key, or a value older
// than the last one that was put before it read.
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "tests/support/cache.hpp"

namespace stress {

class CacheStorm {
 public:
  struct Found {
    std::uint64_t reads, hits, puts, drops;
    // Values that were torn or of another key, and values older than the last put.
    std::uint64_t torn, old;
    double seconds;
    bool droppable;
  };

  struct Duration {
    std::uint64_t reads;
    double seconds, most_seconds;
  };
  // Lasts `seconds`, and up to `most_seconds` if there were fewer than `reads` reads. A value has a
  // header that identifies it, and up to `usual` more bytes; one value in fifty has up to `longest`.
  CacheStorm(Duration duration, std::size_t usual, std::size_t longest)
      : duration_(duration), usual_(usual), longest_(longest), put_(kKeys) {}

  Found run() {
    mappings_ = test::mappings_made_by(
        [&] { cache_ = std::make_unique<test::CheckedCache>(std::size_t{256} << 10, usual_); });
    const auto start = Clock::now();
    const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    std::vector<std::thread> threads;
    for (std::uint32_t number = 0; number < kWriters; ++number)
      threads.emplace_back([this, number] { write(number); });
    for (std::uint32_t number = 0; number < kReaders; ++number)
      threads.emplace_back([this, number] { read(number); });
    if (!mappings_.empty()) threads.emplace_back([this] { drop(); });
    const auto is_over = [&] {
      const double now = elapsed();
      return torn_ + old_ != 0 || now >= duration_.most_seconds ||
             (now >= duration_.seconds && reads_ >= duration_.reads);
    };
    while (!is_over()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop_ = true;
    for (auto& thread : threads) thread.join();
    return {reads_, hits_, puts_, drops_, torn_, old_, elapsed(), !mappings_.empty()};
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint32_t kKeys = 64, kReaders = 4, kWriters = 2;

  // Each writer has its own keys. After each put, it publishes the version.
  void write(std::uint32_t number) {
    std::mt19937 random(number);
    for (std::uint32_t version = 1; !stop_; ++version) {
      const std::uint32_t key = random() % (kKeys / kWriters) * kWriters + number;
      const std::size_t length = random() % (random() % 50 == 0 ? longest_ : usual_);
      if (!cache_->put(key, version, test::kShortestSelfChecked + length)) continue;
      put_[key] = version;
      ++puts_;
    }
  }

  void read(std::uint32_t number) {
    std::mt19937 random(100 + number);
    while (!stop_) {
      constexpr int kAtOnce = 1024;  // reads between two updates of the shared counters
      std::uint64_t hits = 0;
      for (int i = 0; i < kAtOnce; ++i) {
        const std::uint32_t key = random() % kKeys, at_least = put_[key];
        const std::int64_t version = cache_->version_of(key);
        if (version == 0) continue;
        ++hits;
        if (version < 0)
          ++torn_;
        else if (version < at_least)
          ++old_;
      }
      hits_ += hits;
      reads_ += kAtOnce;
    }
  }

  // Drops single pages, as the kernel does, and from time to time all pages.
  void drop() {
    std::mt19937 random(7);
    const auto page = static_cast<std::size_t>(getpagesize());
    while (!stop_)
      for (const test::Mapping& all : mappings_) {
        const std::uintptr_t start = all.start + random() % (all.size() / page) * page;
        const test::Mapping one{start, start + page};
        const test::Mapping& which = random() % 256 == 0 ? all : one;
        random() % 2 ? which.drop() : which.page_out();
        ++drops_;
      }
  }

  Duration duration_;
  std::size_t usual_, longest_;
  std::unique_ptr<test::CheckedCache> cache_;
  std::vector<test::Mapping> mappings_;
  std::vector<std::atomic<std::uint32_t>> put_;  // the version of the last put, by key
  std::atomic<bool> stop_ = false;
  std::atomic<std::uint64_t> reads_ = 0, hits_ = 0, puts_ = 0, drops_ = 0, torn_ = 0, old_ = 0;
};

}  // namespace stress
