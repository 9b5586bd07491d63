// SPDX-License-Identifier: MIT
// Measures memory allocation.
#include <sched.h>
#include <stdlib.h>

#include <array>
#include <atomic>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "bench/libc/add.hpp"
#include "bench/libc/idle_thread.hpp"
#include "bench/libc/rows.hpp"

namespace bench {
namespace {

constexpr size_t kLive = 4096;

// Gives a block back. Returns whether there was one.
bool give_back(void* block) {
  benchmark::DoNotOptimize(block);
  const bool found = block != nullptr;
  free(block);
  return found;
}

// Allocates like a growing array, which doubles its size.
bool grow() {
  constexpr size_t kFirst = 16, kLast = size_t{1} << 20;
  void* block = nullptr;
  for (size_t size = kFirst; size <= kLast; size *= 2) {
    void* const larger = realloc(block, size);
    if (larger == nullptr) {
      free(block);
      return false;
    }
    block = larger;
    static_cast<char*>(block)[size - 1] = 1;
  }
  return give_back(block);
}

// A block to replace, and the size of the new block.
struct Step {
  size_t place, size;
};

// Returns random steps. Short blocks are more frequent than long ones. The longest has 2048 bytes.
std::vector<Step> random_steps(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Step> steps(16384);
  for (Step& step : steps) {
    const size_t limit = size_t{16} << random() % 8;
    step = {random() % kLive, 1 + random() % limit};
  }
  return steps;
}

// Replaces blocks among kLive blocks of random sizes. Each thread has its own blocks.
void replace_random_blocks(benchmark::State& state) {
  const std::vector<Step> steps = random_steps(static_cast<unsigned>(state.thread_index()));
  std::vector<char*> blocks(kLive);
  size_t at = 0;
  for (auto _ : state) {
    const Step& step = steps[++at % steps.size()];
    free(blocks[step.place]);
    blocks[step.place] = static_cast<char*>(malloc(step.size));
    *blocks[step.place] = 1;
  }
  for (char* block : blocks) free(block);
}

// The first thread allocates blocks, and the second thread frees them.
void produce_and_consume(benchmark::State& state) {
  static std::array<std::atomic<void*>, 256> ring;
  const bool produces = state.thread_index() == 0;
  size_t at = 0;
  // Google Benchmark gives both threads the same number of iterations, so the ring is empty at the end.
  for (auto _ : state) {
    std::atomic<void*>& slot = ring[++at % ring.size()];
    while ((slot.load(std::memory_order_acquire) == nullptr) != produces) sched_yield();
    if (produces) {
      slot.store(malloc(64), std::memory_order_release);
    } else {
      free(slot.load(std::memory_order_relaxed));
      slot.store(nullptr, std::memory_order_release);
    }
  }
}

// Inserts and removes strings in a map of about kLive / 2 elements.
void churn(benchmark::State& state) {
  const std::vector<Step> steps = random_steps(0);
  std::map<size_t, std::string> map;
  size_t at = 0;
  for (auto _ : state) {
    const Step& step = steps[++at % steps.size()];
    const auto [element, inserted] = map.try_emplace(step.place, 24 + step.size % 64, 'x');
    if (!inserted) map.erase(element);
  }
}

}  // namespace

void register_malloc() {
  for (const size_t size : {16, 64, 1024, 100000}) {
    const auto bytes = static_cast<int64_t>(size);
    add(
        "malloc/malloc_free", true, [=] { return give_back(malloc(size)); }, bytes);
    add(
        "malloc/calloc_free", true, [=] { return give_back(calloc(1, size)); }, bytes);
  }
  add("malloc/realloc_growth", true, grow, 1 << 20);
  benchmark::RegisterBenchmark("malloc/map_of_strings", churn)->Arg(0);
  benchmark::RegisterBenchmark("malloc/random_sizes", replace_random_blocks)->Arg(0);
  // These create threads.
  const auto beside_thread = [](benchmark::State& state) {
    const IdleThread other;
    for (auto _ : state) give_back(malloc(64));
  };
  benchmark::RegisterBenchmark("malloc/malloc_free_idle_thread", beside_thread)->Arg(64);
  benchmark::RegisterBenchmark("malloc/random_sizes", replace_random_blocks)
      ->Arg(0)
      ->Threads(2)
      ->UseRealTime();
  benchmark::RegisterBenchmark("malloc/producer_consumer", produce_and_consume)
      ->Arg(64)
      ->Threads(2)
      ->UseRealTime();
}

}  // namespace bench
