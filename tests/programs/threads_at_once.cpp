// SPDX-License-Identifier: MIT
// threads_at_once N: runs one thread for each getrandom state in the first mapping of states, and N more
// threads. The main thread is one of them. The threads call getrandom one after the other, and all live
// at the same time. libc/random/HAZARDS.md explains states. Exits with 0 if each call succeeds.
#include <nacre/random.h>
#include <sys/random.h>

#include <atomic>
#include <cstdlib>
#include <latch>
#include <thread>
#include <vector>

// A page of 4 KiB has 21 states of 192 bytes, or 16 on cache lines of 128 or 256 bytes. Larger pages
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
    // Sleeps until it is the turn of this thread. A busy loop under a tracer on one processor might
    // never end.
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
