// SPDX-License-Identifier: MIT
// threads_at_once N: N threads, the main one among them, that draw one after the other and live
// together.
#include <sys/random.h>

#include <atomic>
#include <cstdlib>
#include <latch>
#include <thread>
#include <vector>

int main(int, char** argv) {
  const int count = std::atoi(argv[1]);
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
