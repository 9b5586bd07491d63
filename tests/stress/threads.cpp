// SPDX-License-Identifier: MIT
// Runs 10,000 threads in waves. Each thread draws. The memory must depend on the largest number of live
// threads only, not on the number of all threads. After each wave, all its vDSO getrandom states must be
// free again (hazard thread-memory-grows).
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <vector>

#include "tests/statistics/zero_run.hpp"
#include "tests/stress/checker.hpp"
#include "tests/stress/memory.hpp"
#include "tests/stress/report.hpp"
#include "tests/stress/value_table.hpp"

namespace {

using namespace stress;

struct Waves {
  unsigned count, size;
};
constexpr Waves kWaves[] = {{1000, 1}, {75, 16}, {40, 64}, {1, 1000}, {50, 16}, {50, 64}, {240, 1}};
constexpr unsigned threads_in_all() {
  unsigned all = 0;
  for (const Waves& waves : kWaves) all += waves.count * waves.size;
  return all;
}
static_assert(threads_in_all() == 10000);

constexpr unsigned kSeconds = 120;               // then SIGALRM ends the program
constexpr std::size_t kStack = 64 << 10;         // size of a thread's stack
constexpr std::size_t kStackWritten = 32 << 10;  // the part of it that a thread writes
constexpr std::size_t kSlack = 2 << 20;          // the kernel's counts of pages are not exact

constexpr unsigned kTableBits = 16;
// `drawn` counts the threads of a wave that have drawn. They end when `drawn` is at least `awaited`.
std::atomic<unsigned> drawn, awaited;

// Lives until its whole wave has drawn, and draws once more before it ends.
void* body(void*) {
  draw<16>();
  draw<64>();
  draw<16>();
  draw<4096>();
  ++drawn;
  drawn.notify_all();
  for (unsigned now; (now = drawn) < awaited;) drawn.wait(now);
  draw<16>();
  return nullptr;
}

// Returns the number of threads that ran. It is less than `size` if the system does not allow more.
unsigned run_wave(unsigned size, Memory& peak) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStack);
  drawn = 0;
  awaited = size + 1;  // the threads wait until this function changes it
  std::vector<pthread_t> threads;
  for (pthread_t thread; threads.size() < size; threads.push_back(thread))
    if (pthread_create(&thread, &attributes, body, nullptr) != 0) break;
  for (unsigned now; (now = drawn) < threads.size();) drawn.wait(now);
  if (size > 1) peak.raise_to(Memory::of_this_process());
  awaited = 0;
  ++drawn;  // another value, so that the waiting threads wake up
  drawn.notify_all();
  for (const pthread_t thread : threads) pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return static_cast<unsigned>(threads.size());
}

}  // namespace

int main() {
  alarm(kSeconds);
  Report report;
  if (!checker.make(kTableBits)) return 2;
  const nacre_random_report start = describe();
  const Memory before = Memory::of_this_process();
  if (!have_states(start))
    std::fprintf(stderr, "nacre: every draw is a system call: %s\n", start.reason);
  Memory peak{};
  unsigned started = 0, most = 0, waves_that_lost_states = 0, empty_waves = 0;
  while (started < threads_in_all()) {
    for (const Waves& waves : kWaves) {
      for (unsigned i = 0; i < waves.count && started < threads_in_all(); ++i) {
        const unsigned live = run_wave(std::min(waves.size, threads_in_all() - started), peak);
        if (live == 0 && ++empty_waves > 1000) return 2;  // the system does not allow any thread
        started += live;
        most = std::max(most, live);
        waves_that_lost_states += describe().states_in_use != start.states_in_use;
      }
      std::fprintf(stderr, "nacre: %u threads of %u have ended, %u at once\n", started, threads_in_all(),
                   waves.size);
    }
  }
  const Memory after = Memory::of_this_process();

  const Tallies& all = checker.tallies();
  report.check(
      started == threads_in_all() && checker.all_good(),
      "%u threads, %u at once at most, drew %llu values, %llu of them twice, with %llu runs of zeros; "
      "%llu draws failed",
      started, most, count(all.values), count(all.duplicates), count(all.zero_runs),
      count(all.draws_failed));
  if (have_states(start)) {
    const std::size_t bound = droppable_for(start, most + 1);
    report.check(waves_that_lost_states == 0,
                 "states in use before the waves: %zu; after %u waves, the number was different",
                 start.states_in_use, waves_that_lost_states);
    report.check(peak.droppable <= bound && after.droppable <= bound,
                 "droppable memory: %zu bytes at the peak, %zu after, bound for %u live threads %zu",
                 peak.droppable, after.droppable, most, bound);
    // The first block of states is one mapping. Each further block has one mapping for the states and
    // one for their owners.
    report.check(after.mappings <= before.mappings + 6,
                 "mappings: %zu before, %zu after, %zu at the peak", before.mappings, after.mappings,
                 peak.mappings);
  } else {
    report.check(after.droppable == 0, "there is no droppable memory: %s", start.reason);
    report.check(after.mappings <= before.mappings + 2,
                 "mappings: %zu before, %zu after, %zu at the peak", before.mappings, after.mappings,
                 peak.mappings);
  }
  const std::size_t rest = before.resident + after.droppable + kSlack;
  report.check(after.resident <= rest, "resident memory: %zu kB before, %zu kB after, bound %zu kB",
               before.resident >> 10, after.resident >> 10, rest >> 10);
  report.check(peak.resident <= rest + most * kStackWritten,
               "resident memory at the peak: %zu kB, bound %zu kB", peak.resident >> 10,
               (rest + most * kStackWritten) >> 10);
  return report.end();
}
