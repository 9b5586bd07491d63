// SPDX-License-Identifier: MIT
// Measures how much memory an allocator keeps. Two threads replace blocks of random sizes at random,
// with about the same number of bytes in use all the time. Then they free everything. The program prints
// one line: its name, and the resident memory in KiB
//   - at start-up, after the first allocation,
//   - at the end of the churn, and at most during the churn,
//   - two seconds after all blocks were freed,
//   - after a few thousand more allocations, because some allocators return memory only then.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

namespace {

constexpr int kThreads = 2;
constexpr size_t kBlocks = 100000;       // of each thread
constexpr long kReplacements = 4000000;  // of each thread
constexpr double kMinSize = 16, kMaxSize = 65536;

long resident_kib() {
  long pages = 0;
  FILE* const file = fopen("/proc/self/statm", "re");
  if (file == nullptr || fscanf(file, "%*d %ld", &pages) != 1) {
    fprintf(stderr, "churn: cannot read the resident memory from /proc/self/statm\n");
    exit(1);
  }
  fclose(file);
  return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

// Returns a size of which small values are more frequent: each doubling of the size is a quarter as
// frequent.
size_t random_size(std::mt19937& random) {
  const double uniform = std::uniform_real_distribution(1e-6, 1.0)(random);
  return static_cast<size_t>(std::min(kMinSize / uniform / uniform, kMaxSize));
}

void* new_block(size_t size) {
  void* const block = malloc(size);
  if (block == nullptr) {
    fprintf(stderr, "churn: malloc(%zu) failed\n", size);
    exit(1);
  }
  return memset(block, 1, size);
}

std::atomic<long> peak;

// Replaces blocks, and leaves the last ones in `blocks`.
void churn(std::vector<void*>& blocks, unsigned seed) {
  std::mt19937 random(seed);
  for (void*& block : blocks) block = new_block(random_size(random));
  for (long i = 0; i < kReplacements; ++i) {
    void*& block = blocks[random() % blocks.size()];
    free(block);
    block = new_block(random_size(random));
    if (seed == 1 && i % 50000 == 0) peak = std::max(peak.load(), resident_kib());
  }
}

}  // namespace

int main(int, char** arguments) {
  free(new_block(100));
  const long at_start = resident_kib();
  std::vector<void*> blocks[kThreads];
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < kThreads; ++i) {
    blocks[i].resize(kBlocks);
    threads.emplace_back([&blocks, i] { churn(blocks[i], i + 1); });
  }
  for (auto& thread : threads) thread.join();
  const long at_end = resident_kib();
  for (auto& list : blocks)
    for (void* const block : list) free(block);
  sleep(2);
  const long freed = resident_kib();
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) free(new_block(random_size(random)));
  const char* const slash = strrchr(arguments[0], '/');
  printf("%s %ld %ld %ld %ld %ld\n", slash != nullptr ? slash + 1 : arguments[0], at_start, at_end,
         std::max(peak.load(), at_end), freed, resident_kib());
  return 0;
}
