// SPDX-License-Identifier: MIT
// duplicates DRAWS BYTES THREADS [drop] [--inject]: searches for duplicates under load. The threads
// make DRAWS getrandom calls of BYTES bytes (a multiple of 16) in all. Forked children, and signal
// handlers that interrupt a call, make some of them. With "drop", another thread zeroes the pages of the
// vDSO's getrandom states all the time. No 16-byte value may occur twice, and no draw may have eight
// zero bytes in a row. Two of 10^8 values are equal by chance in one of 10^22 runs. Prints all figures
// on one line, and then "good" or the names of the bad figures.
//
// --inject makes two values equal, puts zeros into two draws, and makes a child fail. The result must
// then be bad.
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <latch>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/statistics/drawer.hpp"
#include "tests/statistics/storm.hpp"
#include "tests/support/droppable.hpp"

namespace {

using namespace statistics;

constexpr unsigned kSeconds = 900;  // SIGALRM ends a longer run

std::atomic<bool> stop;
std::atomic<std::uint64_t> drops;

void drop_without_pause(const std::vector<test::Mapping>& states) {
  while (!stop) {
    for (const test::Mapping& mapping : states) {
      if (drops++ % 2 == 0)
        mapping.drop();
      else
        mapping.page_out();
    }
  }
}

// Signals without pauses would keep a thread from making progress. The pauses have different lengths, so
// that signals arrive at different instructions.
void pause_briefly() {
  static unsigned turn;
  const unsigned spins = 4000 + ++turn * 7919 % 8001;
  for (unsigned i = 0; i < spins; ++i) __asm__ volatile("");
}

// Signals each thread in turn until all have ended, and prints progress every 10 seconds.
void disturb(const std::vector<pthread_t>& threads, const Storm& storm, std::latch& ended) {
  using Clock = std::chrono::steady_clock;
  auto shown = Clock::now();
  while (!ended.try_wait()) {
    for (const pthread_t thread : threads) {
      pthread_kill(thread, SIGUSR1);
      pause_briefly();
    }
    if (Clock::now() - shown < std::chrono::seconds(10)) continue;
    shown = Clock::now();
    std::fprintf(
        stderr, "nacre: %.0f %% of the draws are done\n",
        100.0 * static_cast<double>(storm.tallies().draws) / static_cast<double>(storm.draws()));
  }
}

void draw_all(const Storm& storm, unsigned count, bool drop, bool injected) {
  struct sigaction action {};
  action.sa_handler = Drawer::on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);

  // All threads get their states before test::droppable_mappings() looks up the pages of states. No
  // thread ends before the last signal is sent, because pthread_kill needs an existing thread.
  std::latch started(count), ended(count), quiet(1);
  std::vector<std::thread> threads;
  std::vector<pthread_t> handles;
  for (unsigned i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      Drawer drawer(storm, storm.draws() * i / count, storm.draws() * (i + 1) / count,
                    injected && i == 0);
      unsigned char first;
      if (getrandom(&first, 1, 0) != 1) ++storm.tallies().draws_failed;
      started.arrive_and_wait();
      drawer.run();
      ended.count_down();
      quiet.wait();
    });
    handles.push_back(threads.back().native_handle());
  }
  started.wait();
  std::thread dropper;
  if (drop) dropper = std::thread(drop_without_pause, test::droppable_mappings());
  disturb(handles, storm, ended);
  stop = true;
  quiet.count_down();
  for (auto& thread : threads) thread.join();
  if (drop) dropper.join();
}

void show(const Value& value) {
  std::fprintf(stderr, "drawn more than once:");
  for (std::size_t i = 0; i < sizeof value; ++i)
    std::fprintf(stderr, " %02x", reinterpret_cast<const unsigned char*>(&value)[i]);
  std::fputc('\n', stderr);
}

// Prints figures, and records the names of the bad ones.
struct Figures {
  std::string bad;
  void show(const char* name, std::uint64_t value, bool is_bad = false) {
    std::printf(" %s %llu,", name, static_cast<unsigned long long>(value));
    if (is_bad) bad += std::string(" ") + name;
  }
};

}  // namespace

int main(int argc, char** argv) {
  bool drop = false, injected = false, understood = argc >= 4;
  for (int i = 4; i < argc; ++i) {
    if (std::string_view(argv[i]) == "drop")
      drop = true;
    else if (std::string_view(argv[i]) == "--inject")
      injected = true;
    else
      understood = false;
  }
  const std::size_t draws = understood ? std::strtoul(argv[1], nullptr, 0) : 0;
  const std::size_t bytes = understood ? std::strtoul(argv[2], nullptr, 0) : 0;
  const auto threads = static_cast<unsigned>(understood ? std::strtoul(argv[3], nullptr, 0) : 0);
  if (draws == 0 || bytes == 0 || bytes % 16 != 0 || threads == 0) {
    std::fputs("usage: duplicates DRAWS BYTES THREADS [drop] [--inject]\n", stderr);
    return 2;
  }
  alarm(kSeconds);
  const auto begin = std::chrono::steady_clock::now();
  const Storm storm(draws, bytes);
  if (!storm.ready()) {
    std::fprintf(stderr, "duplicates: cannot map memory for the values: %s\n", std::strerror(errno));
    return 2;
  }
  draw_all(storm, threads, drop, injected);
  if (injected) storm.keep(draws - 1, storm.slot(0));

  DuplicateSearch search;
  const auto duplicates =
      storm.duplicates(search, std::max(1U, std::min(8U, std::thread::hardware_concurrency())));
  for (const Value& value : search.examples()) show(value);

  const Tallies& all = storm.tallies();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  Figures figures;
  figures.show("draws", all.draws, all.draws != draws);
  figures.show("nested", all.nested);
  figures.show("forks", all.forks, all.forks == 0);
  figures.show("forks-in-draws", all.forks_in_draws);
  figures.show("forks-refused", all.forks_refused);
  figures.show("children-lost", all.children_lost, all.children_lost != 0);
  figures.show("drops", drops, drop && drops == 0);
  figures.show("failed-draws", all.draws_failed, all.draws_failed != 0);
  figures.show("duplicates", duplicates, duplicates != 0);
  figures.show("zero-runs", all.zero_runs, all.zero_runs != 0);
  std::printf(" %.1f s", took.count());
  std::puts(figures.bad.empty() ? ": good" : (": bad:" + figures.bad).c_str());
  return figures.bad.empty() ? 0 : 1;
}
