// SPDX-License-Identifier: MIT
// Threads that allocate, resize, exchange and free blocks, and check their content. Some threads are
// short-lived, and some fork a child that does the same.
#pragma once
#include <malloc.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <thread>
#include <vector>

namespace nacre::test {

class AllocationStorm {
 public:
  struct Tallies {
    std::atomic<uint64_t> allocations = 0, failures = 0, bad = 0, threads = 0, children = 0,
                          children_lost = 0;
  };

  // At most `live` blocks exist at a time, which limits the memory: a block has about 600 bytes on
  // average.
  AllocationStorm(unsigned threads, size_t live, uint64_t seed)
      : slots_(live), threads_(threads), seed_(seed) {}

  // Runs the storm, and frees all blocks. `forks` says whether threads fork.
  const Tallies& run(double seconds, bool forks) {
    const auto end = Clock::now() +
                     std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < threads_; ++i) {
      // Every second of these threads only starts short-lived threads, one after another.
      threads.emplace_back([=, this] {
        for (uint64_t life = 0; Clock::now() < end; ++life) {
          ++tallies_.threads;
          const uint64_t seed = seed_ + i + life * threads_;
          if (i % 2 == 0) {
            work(seed, 20000, forks);
          } else {
            std::thread(&AllocationStorm::work, this, seed, 500, false).join();
          }
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (std::atomic<Block*>& slot : slots_) give_back(slot.exchange(nullptr));
    return tallies_;
  }
  // Changes a byte of a block, so that the storm must report a bad block.
  void inject() { inject_ = true; }

 private:
  using Clock = std::chrono::steady_clock;
  using Random = std::minstd_rand;

  // The header of each block. All bytes after it have the value `fill`.
  struct Block {
    size_t size;
    unsigned char fill;
    unsigned char bytes[];
  };

  static size_t random_size(Random& random) {
    // Short blocks are frequent. One block in 3,000 has up to 1 MiB.
    const size_t limit = random() % 3000 == 0 ? size_t{1} << 20 : size_t{32} << random() % 8;
    return sizeof(Block) + random() % limit;
  }
  Block* fill(void* memory, size_t size, unsigned char value) {
    if (memory == nullptr) {
      ++tallies_.failures;
      return nullptr;
    }
    ++tallies_.allocations;
    auto* const block = static_cast<Block*>(memory);
    if (malloc_usable_size(block) < size) ++tallies_.bad;
    block->size = size;
    block->fill = value;
    memset(block->bytes, value, size - sizeof(Block));
    return block;
  }
  // Counts the block as bad if one of its first `size` bytes does not have the block's value.
  void check(const Block* block, size_t size) {
    for (size_t i = 0; i < size - sizeof(Block); ++i)
      if (block->bytes[i] != block->fill) {
        ++tallies_.bad;
        return;
      }
  }
  void give_back(Block* block) {
    if (block == nullptr) return;
    check(block, block->size);
    free(block);
  }
  Block* allocate(Random& random) {
    const size_t size = random_size(random);
    const auto value = static_cast<unsigned char>(random());
    switch (random() % 8) {
      case 0: return fill(aligned_alloc(size_t{16} << random() % 10, size), size, value);
      case 1: {
        void* const memory = calloc(1, size);
        for (size_t i = 0; memory != nullptr && i < size; ++i)
          if (static_cast<unsigned char*>(memory)[i] != 0) {
            ++tallies_.bad;
            break;
          }
        return fill(memory, size, value);
      }
      default: return fill(malloc(size), size, value);
    }
  }
  // Changes the size of the block. If there is not enough memory, frees the block and returns null.
  Block* resize(Block* block, Random& random) {
    const size_t size = random_size(random), kept = std::min(size, block->size);
    const auto fill_value = block->fill;
    void* const memory = realloc(block, size);
    if (memory == nullptr) {
      ++tallies_.failures;
      give_back(block);
      return nullptr;
    }
    check(static_cast<Block*>(memory), kept);
    return fill(memory, size, fill_value);
  }
  void fork_child(uint64_t seed) {
    ++tallies_.children;
    const pid_t child = fork();
    if (child == 0) {
      alarm(120);
      tallies_.bad = 0;
      work(seed, 2000, false);
      std::thread(&AllocationStorm::work, this, seed + 1, 500, false).join();
      _exit(tallies_.bad != 0);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) ++tallies_.children_lost;
  }
  void work(uint64_t seed, unsigned steps, bool forks) {
    Random random(static_cast<unsigned>(seed % 2147483646 + 1));
    for (unsigned i = 0; i < steps; ++i) {
      std::atomic<Block*>& slot = slots_[random() % slots_.size()];
      Block* block = slot.exchange(nullptr);
      if (block != nullptr && inject_.exchange(false)) block->bytes[0] ^= 1;
      if (block == nullptr) {
        block = allocate(random);
      } else if (random() % 4 == 0) {
        block = resize(block, random);
      } else {
        give_back(block);
        block = random() % 4 == 0 ? nullptr : allocate(random);
      }
      give_back(slot.exchange(block));
    }
    if (forks) fork_child(seed);
  }

  Tallies tallies_;
  std::vector<std::atomic<Block*>> slots_;
  const unsigned threads_;
  const uint64_t seed_;
  std::atomic<bool> inject_ = false;
};

}  // namespace nacre::test
