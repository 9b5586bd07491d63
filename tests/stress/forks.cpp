// SPDX-License-Identifier: MIT
// Creates a chain of 1,000 processes by fork and _Fork in turn. Each process forks the next one while
// its threads draw. Each process also makes a clone system call, which runs none of the libc's code for
// fork. No two live threads may share a getrandom state, no value may appear twice, memory must not
// grow, and no thread may wait forever (libc/random/HAZARDS.md:
// hazards fork-orphans-states, fork-while-locked).
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>

#include "tests/statistics/storm.hpp"
#include "tests/stress/checker.hpp"
#include "tests/stress/memory.hpp"
#include "tests/stress/report.hpp"
#include "tests/stress/schedule.hpp"
#include "tests/stress/states.hpp"

namespace {

using namespace stress;

constexpr unsigned kLinks = 1000;
// The number of threads in addition to the one that forks. The states of kFew threads fit in one page.
// In the second half of the chain, every tenth process has kMany threads, which need more pages.
constexpr unsigned kFew = 3, kMany = 24, kHalf = kLinks / 2;
unsigned threads_in(unsigned link) { return link >= kHalf && link % 10 == 0 ? kMany : kFew; }
constexpr unsigned kSeconds = 180, kLinkSeconds = 30;
constexpr std::size_t kSlack = 2 << 20;  // bytes by which resident memory may grow
constexpr unsigned kPatience = 100000;   // draws of a thread until it must have a state
constexpr std::size_t kFewMappings = 4;  // the kernel may or may not merge adjacent mappings
constexpr unsigned kTableBits = 21;

// The program provides the stacks, because a child would keep the stacks that the libc mapped for
// threads that do not exist in it. Two sets of stacks alternate, so that a new thread often has the
// address of a thread that does not exist any more.
alignas(64) unsigned char stacks[2][kMany][32 << 10];

std::atomic<State*> states[kMany];
std::atomic<unsigned> ready;
bool states_expected;

void* draw_forever(void* number) {
  State* mine = nullptr;
  for (unsigned i = 0; mine == nullptr && i < (states_expected ? kPatience : 1); ++i) {
    draw<16>();
    mine = own_state();
  }
  states[reinterpret_cast<std::uintptr_t>(number)] = mine;
  ++ready;
  ready.notify_all();
  for (unsigned i = 0;; ++i) {
    draw<16>();
    if (i % 16 == 0) draw<256>();
    if (i % 64 == 0) draw<1024>();
    if (i % 8 == 0) sched_yield();  // otherwise there would be a thousand draws between two forks
  }
}

// Checks that all threads, including this one, have a state, and that no two have the same one.
void check_states(unsigned threads) {
  draw<16>();
  State* all[kMany + 1];
  for (unsigned i = 0; i < threads; ++i) all[i] = states[i];
  all[threads] = own_state();
  if (!states_expected) return;
  State** const end = all + threads + 1;
  checker.tallies().states_missing += static_cast<unsigned>(std::count(all, end, nullptr));
  checker.tallies().shared_states += count_shared(all, end);
}

unsigned start_threads(unsigned link, unsigned wanted) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ready = 0;
  unsigned started = 0;
  for (pthread_t thread; started < wanted; ++started) {
    auto& stack = stacks[link % 2][started];
    pthread_attr_setstack(&attributes, stack, sizeof stack);
    if (pthread_create(&thread, &attributes, draw_forever,
                       reinterpret_cast<void*>(std::uintptr_t{started})) != 0)
      break;
  }
  checker.tallies().threads += started;
  checker.tallies().not_created += started < wanted;
  for (unsigned now; (now = ready) < started;) ready.wait(now);
  return started;
}

void make_raw_clone() {
  const auto child = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0L, 0L, 0L, 0L));
  if (child == 0) {
    alarm(kLinkSeconds);
    for (int i = 0; i < 20; ++i) draw<16>();
    draw<1024>();
    _exit(0);
  }
  if (child < 0) {
    ++checker.tallies().not_created;
    return;
  }
  ++checker.tallies().raw_clones;
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0) ++checker.tallies().children_lost;
}

// Each link is a process that the previous one forked. It records its memory before it creates threads.
// The process after the last link records it too.
void run_chain(Memory* links, Schedule schedule) {
  for (unsigned link = 0;; ++link) {
    alarm(kLinkSeconds);
    links[link] = Memory::of_this_process();
    if (link == kLinks) _exit(0);
    check_states(start_threads(link, threads_in(link)));
    make_raw_clone();
    spin(schedule.below(20000));
    pid_t child = -1;
    // If the system allows few processes, another process must end first.
    for (int tries = 0; tries < 1000; ++tries) {
      child = link % 2 == 0 ? fork() : _Fork();
      if (child >= 0) break;
      usleep(1000);
    }
    if (child == 0) continue;
    if (child < 0) _exit(1);
    ++checker.tallies().forks;
    // Parent and child draw at the same time.
    for (int i = 0; i < 100; ++i) draw<16>();
    _exit(0);
  }
}

}  // namespace

int main() {
  alarm(kSeconds);
  Report report;
  auto* const links = statistics::shared_memory<Memory>(kLinks + 1);
  if (!checker.make(kTableBits) || links == nullptr) return 2;
  const std::uint64_t from = seed();
  const nacre_random_report start = describe();
  states_expected = have_states(start);
  std::fprintf(stderr, "nacre: a chain of %u forks; STRESS_SEED=%llu\n", kLinks,
               static_cast<unsigned long long>(from));
  if (!states_expected) std::fprintf(stderr, "nacre: every draw is a system call: %s\n", start.reason);

  // This process waits for all links, also for those whose parent has ended.
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (fork() == 0) run_chain(links, Schedule(from, 0));
  unsigned ended = 0, lost = 0;
  for (int status = 0; wait(&status) > 0; ++ended) {
    lost += status != 0;
    if (ended % 250 == 249) std::fprintf(stderr, "nacre: %u links have ended\n", ended + 1);
  }

  const Tallies& all = checker.tallies();
  report.check(ended == kLinks + 1 && lost == 0 && all.children_lost == 0 && all.raw_clones > kLinks / 2,
               "%u links of %u ended normally, %llu made a raw clone; %llu clones failed", ended - lost,
               kLinks + 1, count(all.raw_clones), count(all.children_lost));
  report.check(
      all.duplicates == 0 && all.zero_runs == 0 && all.draws_failed == 0 && all.forgotten == 0,
      "%llu threads drew %llu values, %llu of them twice, with %llu runs of zeros; %llu draws failed",
      count(all.threads), count(all.values), count(all.duplicates), count(all.zero_runs),
      count(all.draws_failed));
  if (states_expected) {
    report.check(all.shared_states == 0, "no two live threads share a state: %llu did",
                 count(all.shared_states));
    report.check(all.states_missing == 0, "every thread gets a state: %llu did not",
                 count(all.states_missing));
  } else {
    Report::skip("states of threads after a fork", start.reason);
  }
  // Compares link 20 of each half of the chain with the last one of this half. In the first 20 links,
  // the memory may grow.
  const unsigned halves[][2] = {{20, kHalf}, {kHalf + 20, kLinks}};
  for (const auto& [from_link, to_link] : halves) {
    const Memory &first = links[from_link], &last = links[to_link];
    report.check(last.droppable <= droppable_for(start, kMany + 1) && last.droppable == first.droppable,
                 "droppable memory does not grow: %zu bytes in link %u, %zu in link %u", first.droppable,
                 from_link, last.droppable, to_link);
    report.check(last.mappings <= first.mappings + kFewMappings,
                 "mappings do not grow: %zu in link %u, %zu in link %u", first.mappings, from_link,
                 last.mappings, to_link);
    report.check(last.resident != 0 && last.resident <= first.resident + kSlack,
                 "resident memory does not grow: %zu kB in link %u, %zu kB in link %u",
                 first.resident >> 10, from_link, last.resident >> 10, to_link);
  }
  return report.end();
}
