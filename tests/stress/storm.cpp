// SPDX-License-Identifier: MIT
// storm [--inject]: threads draw random values. A value that occurs twice, or that has a run of zeros,
// is an error. At the same time:
// - Processes are forked, between draws and in handlers that interrupt a draw.
// - Signals arrive, nested or on small stacks.
// - Threads start and end, are cancelled, or leave a draw by siglongjmp or pthread_exit.
// - Pages are dropped, as under memory pressure, and nacre_random_discard is called.
// - There are vfork children and spawned programs.
// All of these threads and processes draw too. A storm that finds a bad value ends immediately.
//
// STRESS_SECONDS=n    duration in seconds (60)
// STRESS_SEED=n       seed of the schedule
// STRESS_MEGABYTES=n  memory for the values
//
// --inject passes a duplicate and a value of zeros to the check, so the storm must fail. The program
// spawns itself with --drawing (actors::spawn_programs).
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/stress/actors.hpp"
#include "tests/stress/drawer.hpp"
#include "tests/stress/memory.hpp"
#include "tests/stress/report.hpp"

namespace {

using namespace stress;

// kDrawers threads draw, kActors threads disturb them (actors.hpp). actors::come_and_go creates up to
// kMostAtOnce threads at once.
constexpr unsigned kDrawers = 6, kActors = 6, kMostAtOnce = 40;
constexpr std::size_t kSlack = 8 << 20;           // for the allocator and inexact counts of the kernel
constexpr std::size_t kStackWritten = 64 << 10;   // bytes of its stack that a thread writes
constexpr std::size_t kBufferMappings = 24;       // which malloc may create for threads that read /proc
constexpr std::size_t kLeast = 16, kMost = 1024;  // MB for the values

// The values get at most an eighth of the free memory, so that the machine is not under memory pressure.
// Returns the binary logarithm of the number of buckets, for Checker::make.
unsigned table_bits() {
  const auto eighth = static_cast<std::size_t>(sysconf(_SC_AVPHYS_PAGES)) *
                      static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / 8;
  const auto wanted = setting("STRESS_MEGABYTES", std::clamp(eighth >> 20, kLeast, kMost));
  return static_cast<unsigned>(std::bit_width(wanted * (1 << 20) / ValueTable::bytes(0)) - 1);
}

struct Watch {
  Memory before, peak;
  void look() { peak.raise_to(Memory::of_this_process()); }
};

// Waits until the storm is over. Prints progress and records the peaks of memory.
void watch(Watch& watch, unsigned seconds) {
  const Tallies& all = checker.tallies();
  double shown = 0;
  do {
    usleep(500000);  // reading smaps takes some milliseconds
    watch.look();
    if (pace.elapsed() - shown < 10) continue;
    shown = pace.elapsed();
    std::fprintf(stderr, "nacre: %.0f s of %u: %llu values, %llu forks, %llu threads, %llu signals\n",
                 shown, seconds, count(all.values), count(all.forks), count(all.threads),
                 count(all.signals));
  } while (pace.elapsed() < seconds && checker.all_good());
}

// Returns false if the system cannot create enough threads.
bool storm(Watch& memory, unsigned seconds, std::uint64_t seed, bool have_states) {
  unsigned number = 0;
  const auto schedule = [&] { return Schedule(seed, ++number); };
  Drawer::handle_signals();
  std::vector<Drawer> drawers(kDrawers);
  for (Drawer& drawer : drawers)
    if (!drawer.start(schedule())) return false;
  std::vector<std::thread> actors;
  actors.emplace_back([&, own = schedule()] { actors::signal_drawers(drawers, own); });
  actors.emplace_back(actors::make_threads_leave, schedule());
  actors.emplace_back(actors::cancel_threads, schedule());
  actors.emplace_back(actors::come_and_go, schedule(), kMostAtOnce);
  actors.emplace_back(actors::spawn_programs, schedule());
  if (have_states) actors.emplace_back(actors::drop_pages, schedule());
  watch(memory, seconds);
  actors::stop = true;
  for (auto& actor : actors) actor.join();
  Drawer::stop = true;
  for (Drawer& drawer : drawers) drawer.join();
  return true;
}

// Prints the figures on one line. The last one, `bad`, is the number of errors. If it is not 0, a second
// line has the number of errors of each kind.
void check_values(Report& report, unsigned seconds, const Watch& memory, bool have_states) {
  const Tallies& all = checker.tallies();
  const auto bad = count(all.duplicates) + count(all.zero_runs) + count(all.draws_failed) +
                   count(all.children_lost) + count(all.shared_states);
  report.check(
      bad == 0,
      "%u s: draws %llu, values checked %llu (forgotten %llu), nested %llu, drops %llu, discards %llu, "
      "forks %llu (during draws %llu), raw clones %llu, vforks %llu, spawns %llu, killed %llu, "
      "threads %llu, signals %llu (during draws %llu), cancellations %llu, exits %llu, jumps %llu, "
      "not created %llu, resident bytes at the peak %zu, bad: %llu",
      seconds, count(all.draws), count(all.values), count(all.forgotten), count(all.nested),
      count(all.drops), count(all.discards), count(all.forks), count(all.forks_in_draws),
      count(all.raw_clones), count(all.vforks), count(all.spawns), count(all.killed), count(all.threads),
      count(all.signals), count(all.signals_in_draws), count(all.cancellations), count(all.exits),
      count(all.jumps), count(all.not_created), memory.peak.resident, bad);
  if (bad != 0)
    std::printf(
        "    twice %llu, with zeros %llu, failed %llu, children lost %llu (%llx), states shared %llu\n",
        count(all.duplicates), count(all.zero_runs), count(all.draws_failed), count(all.children_lost),
        count(all.lost_status), count(all.shared_states));
  const bool all_happened = all.nested != 0 && all.forks != 0 && all.forks_in_draws != 0 &&
                            all.raw_clones != 0 && all.vforks != 0 && all.spawns != 0 &&
                            all.signals != 0 && all.cancellations != 0 && all.exits != 0 &&
                            all.jumps != 0 && (all.drops != 0 || !have_states);
  // A bad value ends the storm early, possibly before every kind of event has happened.
  report.check(all_happened || bad != 0, "every kind of event happened");
}

void check_memory(Report& report, const Watch& memory, const nacre_random_report& start) {
  const std::size_t threads = short_lived_threads.most() + kActors;
  const Memory &before = memory.before, &peak = memory.peak;
  const std::size_t droppable = have_states(start) ? droppable_for(start, threads) : 0;
  report.check(peak.droppable <= droppable,
               "droppable memory: %zu bytes at the peak of %zu threads, bound %zu", peak.droppable,
               threads, droppable);
  const std::size_t mappings =
      before.mappings + 2 * (threads + kDrawers) + kBufferMappings;  // a stack and its guard page
  report.check(peak.mappings <= mappings, "mappings: %zu at the peak, bound %zu", peak.mappings,
               mappings);
  const std::size_t resident = before.resident + droppable + threads * kStackWritten + kSlack;
  report.check(peak.resident <= resident, "resident memory: %zu kB at the peak, bound %zu kB",
               peak.resident >> 10, resident >> 10);
}

// After all threads have ended, the pool is as before: no state is lost, and it can still grow.
void check_pool(Report& report, const nacre_random_report& start) {
  if (!have_states(start)) return Report::skip("the pool of vDSO states after a storm", start.reason);
  const nacre_random_report end = describe();
  report.check(end.states_in_use == start.states_in_use, "states in use: %zu before, %zu after, of %zu",
               start.states_in_use, end.states_in_use, end.states);
  const bool grows = nacre_random_prepare(static_cast<unsigned>(end.states)) == 0;
  report.check(grows && describe().states > end.states, "the pool grows from %zu states to %zu",
               end.states, describe().states);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--drawing")
    return actors::run_spawned_program(std::atoi(argv[2]), static_cast<unsigned>(std::atoi(argv[3])));
  const auto seconds = static_cast<unsigned>(setting("STRESS_SECONDS", 60));
  const std::uint64_t from = seed();
  alarm(seconds + 90);
  if (!checker.make(table_bits())) {
    std::perror("storm: no memory for the values");
    return 2;
  }
  const nacre_random_report start = describe();
  std::fprintf(
      stderr,
      "nacre: a storm of %u s, draws by the %s, handlers on stacks of %zu bytes, room for %zu values; "
      "STRESS_SEED=%llu\n",
      seconds, have_states(start) ? "vDSO" : "system call", small_stack_size(), checker.capacity(),
      static_cast<unsigned long long>(from));
  if (!have_states(start))
    std::fprintf(stderr, "nacre: every draw is a system call: %s\n", start.reason);

  if (argc == 2 && std::string_view(argv[1]) == "--inject") checker.inject_faults();
  Report report;
  Watch memory{Memory::of_this_process(), {}};
  pace.set(seconds);
  if (!storm(memory, seconds, from, have_states(start))) {
    std::perror("storm: a drawing thread cannot be created");
    return 2;
  }
  check_values(report, seconds, memory, have_states(start));
  check_memory(report, memory, start);
  check_pool(report, start);
  return report.end();
}
