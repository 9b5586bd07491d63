// SPDX-License-Identifier: MIT
// threads_at_once N: as many threads as have room for their states in what the first of them has mapped,
// the main one among them, and N more, that draw one after the other and live together.
#include <nacre/random.h>
#include <sys/random.h>

#include <atomic>
#include <cstdlib>
#include <latch>
#include <thread>
#include <vector>

// States of 192 bytes are 21 to a page of 4 KiB, those on lines of 128 or 256 bytes are 16; larger pages
// have 64.
constexpr unsigned kFewest = 16;

int main(int, char** argv) {
  nacre_random_report report;
  unsigned char byte;
  if (getrandom(&byte, 1, 0) != 1 || nacre_random_describe(&report, sizeof report) != 0) return 2;
  if (report.states < (report.page_size == 4096 ? kFewest : 64)) return 3;
  const int count = static_cast<int>(report.states) + std::atoi(argv[1]);
  std::atomic<int> turn = 0;
  std::atomic<bool> good = true;
  std::latch all_drawn(count);
  const auto draw = [&](int number) {
    // Not by turns of a loop: under a tracer, on one processor, that may go on for ever.
    for (int now; (now = turn) != number;) turn.wait(now);
    unsigned char bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != 16) good = false;
    ++turn;
    turn.notify_all();
    all_drawn.arrive_and_wait();
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < count; ++i) threads.emplace_back(draw, i);
  draw(0);
  for (auto& thread : threads) thread.join();
  return good ? 0 : 1;
}
