// SPDX-License-Identifier: MIT
// The first getrandom call of a process maps a page of droppable memory for getrandom states
// (libc/random/HAZARDS.md). This program cancels the thread during that mmap, with asynchronous
// cancellation enabled. The new page must not be lost: the next getrandom call must use it without
// another mmap. No state may stay in use after the thread has ended. Exits with 0 if this holds, 8 or 9
// if the test cannot be set up, and another number for each failed check.
#include <nacre/random.h>
#include <pthread.h>
#include <sys/random.h>

#include "tests/support/trapped_map.hpp"

namespace {

int mapped;

// Called instead of each mmap of droppable memory.
long map_and_cancel() {
  ++mapped;
  pthread_cancel(pthread_self());
  return test::map_ordinary_page();
}

void* draw_with_asynchronous_cancellation(void*) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
  unsigned char byte;
  getrandom(&byte, 1, 0);
  return nullptr;
}

}  // namespace

int main() {
  if (!test::trap_droppable_maps(map_and_cancel)) return 9;
  pthread_t thread;
  if (pthread_create(&thread, nullptr, draw_with_asynchronous_cancellation, nullptr) != 0) return 8;
  void* result = nullptr;
  pthread_join(thread, &result);
  if (result != PTHREAD_CANCELED || mapped != 1) return 1;
  nacre_random_report report{};
  if (nacre_random_describe(&report, sizeof report) != 0) return 2;
  if (report.states == 0 || report.states_in_use != 0) return 3;
  unsigned char byte;
  return getrandom(&byte, 1, 0) == 1 && mapped == 1 ? 0 : 4;
}
