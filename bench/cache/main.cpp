// SPDX-License-Identifier: MIT
// cache-nacre [--benchmark_...]: compares a hit, a miss and a put of the droppable cache with
// std::unordered_map, with and without a lock. Also compares a hit with recomputing the value. For each
// size of a value and each total size of the values, one run measures all containers several times, in
// random order.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "bench/cache/inflate.hpp"
#include "bench/cache/peers.hpp"
#include "bench/cache/table.hpp"
#include "bench/cache/workload.hpp"

namespace {

using namespace bench;

// The size of all values together. It decides in which of the processor's caches they fit.
struct Set {
  const char* name;
  std::size_t bytes;
};
constexpr Set kSets[] = {
    {"256 KiB", size_t{256} << 10}, {"8 MiB", size_t{8} << 20}, {"128 MiB", size_t{128} << 20}};
constexpr const char* kOps[] = {"hit", "miss", "put"};

// The figures that the last lines of the output compare with nacre's goals.
struct Summary {
  double worst_hit = 0, least_scaling = 1e9;
};

constexpr int kThreads = 2;

// Calls `call` for each key in turn. `places` has the next key of each thread. A repetition continues
// where the last one ended, because the keys of the last repetition are already in the processor's
// caches.
template <class Call>
void go_round(benchmark::State& state, const std::vector<std::string>& keys, std::size_t* places,
              const Call& call) {
  std::size_t place = places[state.thread_index()];
  for (auto _ : state) {
    if (!call(keys[place]))
      return state.SkipWithError("a hit found no value, a miss found one, or a put failed");
    if (++place == keys.size()) place = 0;
  }
  places[state.thread_index()] = place;
}

// The next key of each thread. The threads begin half of the keys apart.
struct Places {
  explicit Places(const std::vector<std::string>& keys) : next{0, keys.size() / 2} {}
  std::size_t next[kThreads];
};

template <class Point>
void measure(const std::string& op, const char* peer, const Point& point, bool threads = true) {
  auto* const made = benchmark::RegisterBenchmark((op + "/" + peer).c_str(), point);
  made->UseRealTime()->Threads(1);
  if (threads) made->Threads(kThreads);
}

template <std::size_t N, class Peer>
void measure_gets(Peer& peer, const Workload& workload) {
  measure("hit", Peer::kName, [&, places = Places(workload.present())](benchmark::State& state) mutable {
    Value<N> value;
    go_round(state, workload.present(), places.next, [&](const std::string& key) {
      const bool hit = peer.get(key, value);
      benchmark::DoNotOptimize(value);
      return hit;
    });
  });
  measure("miss", Peer::kName, [&, places = Places(workload.absent())](benchmark::State& state) mutable {
    Value<N> value;
    go_round(state, workload.absent(), places.next,
             [&](const std::string& key) { return !peer.get(key, value); });
  });
}

template <std::size_t N, class Peer>
void measure_puts(Peer& peer, const Workload& workload) {
  measure(
      "put", Peer::kName,
      [&, places = Places(workload.present())](benchmark::State& state) mutable {
        Value<N> value{'v'};
        go_round(state, workload.present(), places.next, [&](const std::string& key) {
          benchmark::DoNotOptimize(value);
          return peer.put(key, value);
        });
      },
      Peer::kThreadsMayPut);
}

// Runs the registered benchmarks. Returns false if one of them failed.
bool run(Figures& figures) {
  std::ostream nowhere(nullptr);
  figures.SetErrorStream(&nowhere);
  benchmark::RunSpecifiedBenchmarks(&figures);
  benchmark::ClearRegisteredBenchmarks();
  std::fflush(stdout);
  return !figures.failed();
}

template <std::size_t N>
bool compare(const Set& set, Summary& summary) {
  const Workload workload(set.bytes, N);
  MapPeer<N> map(workload);
  LockedPeer<N> locked(map);
  // Repeated puts evict other values, so puts are measured in a separate cache.
  CachePeer<N> cache(workload), cache_of_puts(workload);
  const auto value = std::make_unique<Value<N>>();
  value->fill('v');
  for (const std::string& key : workload.present()) {
    map.put(key, *value);
    if (!cache.put(key, *value) || !cache_of_puts.put(key, *value)) return false;
  }
  measure_gets<N>(cache, workload);
  measure_gets<N>(map, workload);
  measure_gets<N>(locked, workload);
  measure_puts<N>(cache_of_puts, workload);
  measure_puts<N>(map, workload);
  measure_puts<N>(locked, workload);
  Figures figures;
  if (!run(figures)) return false;

  for (const char* const op : kOps)
    for (const int threads : {1, kThreads}) {
      const auto ns = [&](const char* peer) { return figures.ns(op, peer, threads); };
      if (ns("cache") == 0) continue;
      std::printf("%-5s %6zu  %-8s %7d %9s %9s %9s %9s %9s\n", op, N, set.name, threads,
                  figure(ns("cache")).c_str(), figure(ns("map")).c_str(), figure(ns("locked")).c_str(),
                  ratio(ns("cache"), ns("map")).c_str(), ratio(ns("cache"), ns("locked")).c_str());
    }
  const double one = figures.ns("hit", "cache", 1), two = figures.ns("hit", "cache", 2);
  if (one == 0 || two == 0) return true;
  if (N == 64) summary.worst_hit = std::max(summary.worst_hit, one / figures.ns("hit", "map", 1));
  summary.least_scaling = std::min(summary.least_scaling, 2 * one / two);
  std::printf("two reading threads, %zu bytes of %s: %.2f times the hits of one thread (map: %.2f)\n", N,
              set.name, 2 * one / two, 2 * figures.ns("hit", "map", 1) / figures.ns("hit", "map", 2));
  return true;
}

// Compares a hit with recomputing the value.
template <std::size_t N>
bool compare_with_inflate(const Set& set) {
  const Workload workload(set.bytes, N);
  CachePeer<N> cache(workload);
  constexpr std::size_t kBlocks = 16;
  std::vector<Block> packed;
  for (std::size_t i = 0; i < kBlocks; ++i) packed.push_back(deflated(text_block(i, N)));
  const auto value = std::make_unique<Value<N>>();
  for (const std::string& key : workload.present())
    if (!cache.put(key, *value)) return false;

  measure_gets<N>(cache, workload);
  measure("hit", "inflate", [&](benchmark::State& state) {
    Block output(N);
    std::size_t i = 0;
    for (auto _ : state)
      if (const Block& input = packed[i++ % kBlocks];
          !inflated(input.data(), input.size(), output.data(), N))
        return state.SkipWithError("zlib cannot decompress a block");
  });
  Figures figures;
  if (!run(figures)) return false;
  for (const int threads : {1, kThreads}) {
    const double hit = figures.ns("hit", "cache", threads);
    const double inflate = figures.ns("hit", "inflate", threads);
    if (hit == 0 || inflate == 0) continue;
    std::printf("%6zu  %-8s %7d %9.1f %9.1f %9.3f   %.2f : 1\n", N, set.name, threads, hit, inflate,
                hit / inflate, static_cast<double>(N) / static_cast<double>(packed[0].size()));
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::string defaults[] = {argv[0], "--benchmark_enable_random_interleaving=true",
                            "--benchmark_repetitions=25", "--benchmark_min_time=0.004"};
  std::vector<char*> words;
  for (std::string& word : defaults) words.push_back(word.data());
  words.insert(words.end(), argv + 1, argv + argc);
  int count = static_cast<int>(words.size());
  words.push_back(nullptr);
  benchmark::Initialize(&count, words.data());
  if (benchmark::ReportUnrecognizedArguments(count, words.data())) return 2;

  std::puts(
      "nacre: nanoseconds per call in each thread, the minimum of the repetitions. \"map\" is\n"
      "std::unordered_map<std::string, std::array<char, N>>. \"locked\" is the same map with a\n"
      "std::mutex. All copy the value. A put replaces an existing value. The last columns are the time\n"
      "of the cache divided by the time of \"map\" and of \"locked\".\n");
  std::printf("%-5s %6s  %-8s %7s %9s %9s %9s %9s %9s\n", "op", "bytes", "set", "threads", "cache",
              "map", "locked", "/map", "/locked");
  Summary summary;
  for (const Set& set : kSets)
    if (!compare<64>(set, summary) || !compare<1024>(set, summary) || !compare<16384>(set, summary))
      return 1;

  std::puts("\nnacre: a hit compared with recomputing the value (zlib's inflate of a block of text).\n");
  if (const char* const missing = inflate_missing()) {
    std::printf("nacre: skipped: inflate: %s\n", missing);
  } else {
    std::printf("%6s  %-8s %7s %9s %9s %9s   %s\n", "bytes", "set", "threads", "hit", "inflate",
                "/inflate", "packed");
    for (const Set& set : {kSets[1], kSets[2]})
      if (!compare_with_inflate<4096>(set) || !compare_with_inflate<65536>(set)) return 1;
  }
  if (summary.worst_hit != 0)
    std::printf(
        "\nnacre: a hit of 64 bytes takes at most %.2f times as long as with \"map\" (goal: 1.5).\n"
        "Two reading threads have at least %.2f times the hits of one thread (goal: 1.8).\n",
        summary.worst_hit, summary.least_scaling);
  return 0;
}
