// SPDX-License-Identifier: MIT
// cache-limited [--draws=N] [--block=BYTES] [--set=MIB] [--limit=MIB] [--capacity=MIB] [--peak=MIB]
// [--only-droppable]: measures a cache under a memory limit (--limit).
//
// A process serves N requests for blocks of a compressed log, and checks the checksum of each block. The
// requests follow a Zipf distribution. The same requests are served by one process after the other, each
// with another cache:
// - a cache of droppable memory that is larger than the limit (--capacity, 256 MiB by default);
// - a cache of droppable memory that fits below the limit (48 MiB);
// - a cache of ordinary memory. A seccomp filter rejects droppable memory, so the same cache code uses
//   ordinary memory. Its capacity is the largest with which the kernel does not kill the process.
// With --only-droppable, only the first process runs.
//
// With --peak, the program itself needs that much memory during an eighth of its requests. The ordinary
// cache must be small enough to leave this memory free all the time. A droppable cache need not be: the
// kernel reclaims its pages when the program needs the memory.
//
// The lines "ok", "not ok" and "skip" are for tests/stress/droppable_limit.sh.
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <nacre/droppable.h>

#include "bench/cache/store.hpp"
#include "bench/cache/zipf.hpp"
#include "tests/support/memory_cgroup.hpp"
#include "tests/support/seccomp.hpp"

namespace {

using namespace bench;

// `draws` is the number of requests, and `block` the bytes of a block. The other sizes are in MiB: `set`
// is the size of the log, and `capacity` and `fitting` are the capacities of the two droppable caches.
struct Options {
  std::size_t draws = 400000, block = 16384, set = 128, limit = 64, capacity = 256, fitting = 48,
              peak = 0;
  bool only_droppable = false;
};

constexpr std::size_t kMib = std::size_t{1} << 20;

struct Result {
  std::uint64_t hits, misses, drops, evictions, wrong, not_put;
  double seconds, cpu_seconds;
  std::size_t peak_bytes;
  int droppable;
  bool done;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// The memory that the program itself needs during an eighth of its requests.
class Peak {
 public:
  Peak(std::size_t bytes, std::size_t draws) : bytes_(bytes), slice_(draws / 64 + 1) {}
  ~Peak() { leave(); }
  Peak(const Peak&) = delete;
  void at(std::size_t draw) {
    const bool needed = bytes_ != 0 && draw / slice_ % 8 == 4;
    if (needed == (memory_ != nullptr)) return;
    if (!needed) return leave();
    void* const pages =
        mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) std::_Exit(3);
    memory_ = static_cast<char*>(pages);
    std::memset(memory_, 1, bytes_);
  }

 private:
  void leave() {
    if (memory_ != nullptr) munmap(memory_, bytes_);
    memory_ = nullptr;
  }
  std::size_t bytes_, slice_;
  char* memory_ = nullptr;
};

void serve(const Options& options, Store& store, struct nacre_droppable* cache, Result& result) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = cpu_seconds();
  Zipf zipf(store.blocks(), 0.99, 1);
  Peak peak(options.peak * kMib, options.draws);
  Block block(store.block_bytes());
  for (std::size_t draw = 0; draw < options.draws; ++draw) {
    peak.at(draw);
    const std::uint32_t number = zipf.draw();
    if (nacre_droppable_get(cache, &number, sizeof number, block.data(), block.size()) < 0) {
      if (!store.make(number, block)) ++result.wrong;
      if (nacre_droppable_put(cache, &number, sizeof number, block.data(), block.size()) != 0)
        ++result.not_put;
    }
    if (!store.is_right(number, block.data())) ++result.wrong;
  }
  result.cpu_seconds = cpu_seconds() - cpu_start;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Serves the requests in a child process, because the kernel can kill a process that exceeds the limit.
// All memory of the child counts for the control group, including its copy of the store.
int run(const Options& options, const Store& store, const test::MemoryCgroup& group, bool droppable,
        std::size_t capacity, Result& result) {
  std::memset(&result, 0, sizeof result);
  const pid_t child = fork();
  if (child == 0) {
    alarm(600);
    if (!group.add(getpid())) std::_Exit(2);
    if (!droppable && !test::Filter().refuse_droppable(test::answer(EINVAL)).install()) std::_Exit(2);
    Store copy = store;
    auto* const cache = nacre_droppable_create(capacity, options.block);
    if (cache == nullptr) std::_Exit(2);
    serve(options, copy, cache, result);
    struct nacre_droppable_statistics statistics {};
    nacre_droppable_statistics(cache, &statistics, sizeof statistics);
    result.hits = statistics.hits;
    result.misses = statistics.misses;
    result.drops = statistics.drops;
    result.evictions = statistics.evictions;
    result.droppable = statistics.droppable;
    result.done = true;
    std::_Exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

void print(const char* name, std::size_t capacity, const Result& result) {
  std::printf(
      "%-10s %5zu MiB %10llu %9llu %8.1f %% %9llu %10llu %9.2f %9.2f %6llu\n", name, capacity / kMib,
      static_cast<unsigned long long>(result.hits), static_cast<unsigned long long>(result.misses),
      100 * static_cast<double>(result.hits) / static_cast<double>(result.hits + result.misses),
      static_cast<unsigned long long>(result.drops), static_cast<unsigned long long>(result.evictions),
      result.seconds, result.cpu_seconds, static_cast<unsigned long long>(result.wrong));
  std::fflush(stdout);
}

std::string describe_status(int status) {
  return WIFSIGNALED(status) ? std::string("killed by ") + strsignal(WTERMSIG(status))
                             : "exit " + std::to_string(WEXITSTATUS(status));
}

Options parse(int argc, char** argv) {
  Options options;
  const std::pair<std::string_view, std::size_t&> numbers[] = {
      {"--draws=", options.draws}, {"--block=", options.block},       {"--set=", options.set},
      {"--limit=", options.limit}, {"--capacity=", options.capacity}, {"--peak=", options.peak}};
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    bool known = word == "--only-droppable";
    options.only_droppable |= known;
    for (const auto& [name, number] : numbers)
      if (word.starts_with(name)) {
        number = std::strtoul(argv[i] + name.size(), nullptr, 10);
        known = true;
      }
    if (!known) {
      std::fprintf(stderr,
                   "cache-limited: unknown argument '%s'; bench/cache/limited.cpp lists the options\n",
                   argv[i]);
      std::exit(2);
    }
  }
  // A block is checked in steps of 32 bytes, and does not cross a compressed frame of 64 KiB.
  if (options.block < 32 || 65536 % options.block != 0) {
    std::fprintf(stderr, "cache-limited: --block=%zu: the block must be a power of 2 from 32 to 65536\n",
                 options.block);
    std::exit(2);
  }
  return options;
}

// Finds the largest capacity with which the process is not killed. Starts with a capacity that is too
// large, and decreases it.
void run_ordinary(const Options& options, const Store& store, const test::MemoryCgroup& group,
                  Result& result) {
  constexpr std::size_t kStep = 2 * kMib;
  std::size_t capacity = (options.limit - 2) * kMib;
  for (; capacity > kStep; capacity -= kStep) {
    const int status = run(options, store, group, false, capacity, result);
    if (status == 0 && result.done) break;
    if (!WIFSIGNALED(status)) {
      std::printf("not ok the process with a cache of ordinary memory failed: %s\n",
                  describe_status(status).c_str());
      return;
    }
  }
  print("ordinary", capacity, result);
  std::printf("nacre: with a cache of %zu MiB of ordinary memory, the process is killed\n",
              (capacity + kStep) / kMib);
}

void compare(const Options& options, const Store& store, const test::MemoryCgroup& group,
             const Result& large, Result& result) {
  run(options, store, group, true, options.fitting * kMib, result);
  const Result fitting = result;
  if (fitting.done) print("droppable", options.fitting * kMib, fitting);
  run_ordinary(options, store, group, result);
  if (!large.done || !fitting.done || !result.done) return;
  std::printf(
      "nacre: the droppable cache of %zu MiB takes %.2f of the ordinary cache's time, and %.2f of its\n"
      "CPU time. The droppable cache of %zu MiB takes %.2f and %.2f.\n",
      options.capacity, large.seconds / result.seconds, large.cpu_seconds / result.cpu_seconds,
      options.fitting, fitting.seconds / result.seconds, fitting.cpu_seconds / result.cpu_seconds);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  const test::MemoryCgroup group;
  if (!group.exists()) {
    std::printf("skip the cache under a memory limit: no control group: %s\nend\n",
                group.why_not().c_str());
    return 0;
  }
  if (!group.limit(options.limit * kMib)) {
    std::printf("not ok the memory limit of the control group can be set to %zu MiB\nend\n",
                options.limit);
    return 1;
  }
  auto* const result = static_cast<Result*>(
      mmap(nullptr, sizeof(Result), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const Store store(options.set * kMib / options.block, options.block);
  std::printf(
      "nacre: %zu requests, Zipf distribution with exponent 0.99, %zu blocks of %zu bytes (%zu MiB).\n"
      "A miss recomputes the block %s (%zu MiB of input). The memory limit is %zu MiB. The\n"
      "program itself needs %zu MiB during an eighth of the requests.\n\n",
      options.draws, store.blocks(), options.block, options.set,
      inflate_missing() == nullptr ? "with zlib" : "without zlib, which is missing",
      store.packed_bytes() / kMib, options.limit, options.peak);
  std::printf("%-10s %9s %10s %9s %10s %9s %10s %9s %9s %6s\n", "memory", "capacity", "hits", "misses",
              "hit rate", "drops", "evictions", "seconds", "CPU s", "wrong");

  const int status = run(options, store, group, true, options.capacity * kMib, *result);
  const Result large = *result;
  if (status == 0) print("droppable", options.capacity * kMib, large);
  if (!options.only_droppable) compare(options, store, group, large, *result);
  if (status == 0 && large.droppable == 0) {
    std::puts("skip droppable memory under a memory limit: this kernel has no droppable memory\nend");
    return 0;
  }
  const bool survived = status == 0 && large.done;
  std::printf("%s a process with a cache of %zu MiB under a limit of %zu MiB is not killed%s%s\n",
              survived ? "ok" : "not ok", options.capacity, options.limit, survived ? "" : ": ",
              survived ? "" : describe_status(status).c_str());
  const bool correct = survived && large.wrong == 0;
  std::printf("%s every block is correct: requests %zu, hits %llu, drops %llu, wrong %llu\n",
              correct ? "ok" : "not ok", options.draws, static_cast<unsigned long long>(large.hits),
              static_cast<unsigned long long>(large.drops),
              static_cast<unsigned long long>(large.wrong));
  const bool dropped = large.drops != 0;
  std::printf("%s the kernel reclaimed pages of the cache: drops %llu, at least 1 expected\n",
              dropped ? "ok" : "not ok", static_cast<unsigned long long>(large.drops));
  std::puts("end");
  return correct && dropped ? 0 : 1;
}
