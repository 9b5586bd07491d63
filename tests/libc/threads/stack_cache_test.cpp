// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/trace.hpp"

using test::in_child;

// The functions of libc/threads/stack_cache.cpp that pthread_create and pthread_join call.
extern "C" {
void* __nacre_take_stack(size_t size, size_t guard, size_t zeroed);
void __nacre_put_stack(char* map, size_t size, size_t guard);
int __nacre_put_own_stack(char* map, size_t size, size_t guard);
int __nacre_drop_stacks();
// musl's lock of the list of threads. A thread holds it at the end of its exit.
void __tl_lock();
void __tl_unlock();
}

namespace {

// The guard is a multiple of each page size.
constexpr size_t kGuard = 65536, kSlots = 16, kTls = 4096;

char* map_stack(size_t size) {
  void* const map = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT_NE(map, MAP_FAILED);
  return static_cast<char*>(map);
}
size_t page_size() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }
bool is_mapped(char* page) {
  unsigned char resident;
  return mincore(page, 1, &resident) == 0;
}

// The number of threads of this process.
int threads() {
  int count = 0;
  char line[256];
  FILE* const file = fopen("/proc/self/status", "re");
  while (file != nullptr && fgets(line, sizeof line, file) != nullptr)
    sscanf(line, "Threads: %d", &count);
  if (file != nullptr) fclose(file);
  return count;
}

// During a test, the cache has only the stacks of this test. Detached threads of other tests can put
// their stacks there until they have ended.
class StackCache : public testing::Test {
 protected:
  StackCache() {
    for (int i = 0; i < 10000 && threads() > 1; ++i) usleep(1000);
    __nacre_drop_stacks();
  }
  ~StackCache() override { __nacre_drop_stacks(); }
};

TEST_F(StackCache, GivesAStackOfTheSameSizeAndGuardOnce) {
  constexpr size_t kSize = 262144;
  char* const map = map_stack(kSize);
  __nacre_put_stack(map, kSize, kGuard);
  EXPECT_EQ(__nacre_take_stack(2 * kSize, kGuard, kTls), nullptr);
  EXPECT_EQ(__nacre_take_stack(kSize, 0, kTls), nullptr);
  EXPECT_EQ(__nacre_take_stack(kSize, kGuard, kTls), map);
  EXPECT_EQ(__nacre_take_stack(kSize, kGuard, kTls), nullptr);
  munmap(map, kSize);
}

TEST_F(StackCache, ZeroesTheAreaOfThreadLocalStorage) {
  for (const size_t size : {size_t{262144}, size_t{2} << 20})
    for (const size_t zeroed : {size_t{1}, size_t{5000}, size_t{70000}, size - kGuard - 30000}) {
      char* const map = map_stack(size);
      memset(map + kGuard, 'x', size - kGuard);
      __nacre_put_stack(map, size, kGuard);
      ASSERT_EQ(__nacre_take_stack(size, kGuard, zeroed), map);
      for (size_t at = size - zeroed; at < size; ++at) ASSERT_EQ(map[at], 0) << at << " of " << size;
      if (zeroed < 60000) {
        EXPECT_EQ(map[size - zeroed - 33], 'x') << "more was cleared than necessary";
      }
      munmap(map, size);
    }
}

TEST_F(StackCache, ZeroesThreadLocalStorageInLockedMemory) {
  const size_t size = size_t{1} << 20, zeroed = size - kGuard - 30000;
  char* const map = map_stack(size);
  memset(map + kGuard, 'x', size - kGuard);
  if (mlock(map, size) != 0) GTEST_SKIP() << "cannot lock 1 MiB of memory: " << strerror(errno);
  __nacre_put_stack(map, size, kGuard);
  ASSERT_EQ(__nacre_take_stack(size, kGuard, zeroed), map);
  for (size_t at = size - zeroed; at < size; ++at) ASSERT_EQ(map[at], 0) << at;
  munmap(map, size);
}

TEST_F(StackCache, KeepsSixteenStacksAndReplacesOldOnes) {
  constexpr size_t kSize = 262144;
  std::vector<char*> maps;
  for (size_t i = 0; i < 2 * kSlots; ++i) maps.push_back(map_stack(kSize));
  for (char* const map : maps) __nacre_put_stack(map, kSize, kGuard);
  size_t mapped = 0;
  for (char* const map : maps) mapped += is_mapped(map);
  EXPECT_EQ(mapped, kSlots);
  EXPECT_TRUE(is_mapped(maps.back()));
  // Stacks of another size take the place of all of these.
  char* const other = map_stack(2 * kSize);
  __nacre_put_stack(other, 2 * kSize, kGuard);
  EXPECT_EQ(__nacre_take_stack(2 * kSize, kGuard, kTls), other);
  munmap(other, 2 * kSize);
  EXPECT_TRUE(__nacre_drop_stacks());
  EXPECT_FALSE(__nacre_drop_stacks());
  for (char* const map : maps) EXPECT_FALSE(is_mapped(map));
}

TEST_F(StackCache, DoesNotKeepLargeStacks) {
  constexpr size_t kSize = size_t{9} << 20;
  char* const map = map_stack(kSize);
  __nacre_put_stack(map, kSize, kGuard);
  EXPECT_FALSE(is_mapped(map));
  EXPECT_EQ(__nacre_put_own_stack(map, kSize, kGuard), 0);
}

TEST_F(StackCache, GivesBackTheMemoryOfADeepStack) {
  constexpr size_t kSize = size_t{2} << 20;
  char* const map = map_stack(kSize);
  memset(map, 'x', kSize);
  __nacre_put_stack(map, kSize, kGuard);
  std::vector<unsigned char> resident(kSize / page_size());
  ASSERT_EQ(mincore(map, kSize, resident.data()), 0);
  size_t pages = 0;
  for (const unsigned char page : resident) pages += page & 1;
  EXPECT_LE(pages * page_size(), 256 * 1024U);
  ASSERT_EQ(__nacre_take_stack(kSize, kGuard, kTls), map);
  munmap(map, kSize);
}

// Threads of pthread_create.

struct Seen {
  bool zero;
};
thread_local char local_bytes[3000];
thread_local int local_value = 7;
pthread_key_t key;

// Returns what the thread found in its thread-local storage, and then writes to it.
void* use_thread_locals(void* result) {
  const auto seen = static_cast<Seen*>(result);
  seen->zero = local_value == 7 && pthread_getspecific(key) == nullptr;
  for (const char byte : local_bytes) seen->zero &= byte == 0;
  memset(local_bytes, 'x', sizeof local_bytes);
  local_value = 8;
  pthread_setspecific(key, &key);
  return nullptr;
}

TEST_F(StackCache, EachThreadStartsWithFreshThreadLocals) {
  ASSERT_EQ(pthread_key_create(&key, nullptr), 0);
  for (int i = 0; i < 100; ++i) {
    Seen seen{};
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, use_thread_locals, &seen), 0);
    ASSERT_EQ(pthread_join(thread, nullptr), 0);
    EXPECT_TRUE(seen.zero);
  }
  pthread_key_delete(key);
}

// Checks that the pages below the stack cannot be accessed.
void* check_guard(void*) {
  pthread_attr_t attributes;
  void* stack;
  size_t size, guard;
  pthread_getattr_np(pthread_self(), &attributes);
  pthread_attr_getstack(&attributes, &stack, &size);
  pthread_attr_getguardsize(&attributes, &guard);
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const auto begin = static_cast<char*>(stack);
  EXPECT_EQ(write(ends[1], begin, 1), 1) << "the lowest byte of the stack cannot be read";
  EXPECT_GE(guard, page_size());
  EXPECT_EQ(write(ends[1], begin - 1, 1), -1) << "there is no guard page";
  EXPECT_EQ(errno, EFAULT);
  close(ends[0]), close(ends[1]);
  return nullptr;
}

TEST_F(StackCache, GuardPagesStay) {
  for (int i = 0; i < 5; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, check_guard, nullptr), 0);
    ASSERT_EQ(pthread_join(thread, nullptr), 0);
  }
}

TEST_F(StackCache, EachThreadHasAStackOfTheSizeItAskedFor) {
  for (int i = 0; i < 30; ++i) {
    const size_t size = 65536 * static_cast<size_t>(1 + i % 3);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, size);
    pthread_t thread;
    ASSERT_EQ(pthread_create(
                  &thread, &attributes,
                  [](void* wanted) -> void* {
                    pthread_attr_t own;
                    size_t found;
                    pthread_getattr_np(pthread_self(), &own);
                    pthread_attr_getstacksize(&own, &found);
                    EXPECT_GE(found, *static_cast<size_t*>(wanted));
                    EXPECT_LT(found, *static_cast<size_t*>(wanted) + 65536);
                    return nullptr;
                  },
                  const_cast<size_t*>(&size)),
              0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
  }
}

// Threads of the storm. Each fills a part of its stack with its number, lets others run, and checks it.
std::atomic<int> running, bad, ended;
void* fill_and_check(void* argument) {
  const auto number = static_cast<unsigned char>(reinterpret_cast<uintptr_t>(argument));
  volatile unsigned char bytes[8000];
  for (auto& byte : bytes) byte = number;
  sched_yield();
  for (const auto& byte : bytes) bad += byte != number;
  ++ended;
  --running;
  return nullptr;
}

TEST_F(StackCache, NoTwoThreadsShareAStack) {
  static constexpr int kThreads = 2000;
  bad = ended = running = 0;
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  // Another thread creates and joins threads at the same time.
  pthread_t other;
  ASSERT_EQ(
      pthread_create(
          &other, nullptr,
          [](void*) -> void* {
            for (uintptr_t i = 0; i < kThreads / 4; ++i) {
              pthread_t thread;
              ++running;
              if (pthread_create(&thread, nullptr, fill_and_check, reinterpret_cast<void*>(i)) == 0)
                pthread_join(thread, nullptr);
              else
                --running, ++bad;
            }
            return nullptr;
          },
          nullptr),
      0);
  for (uintptr_t i = 0; i < kThreads; ++i) {
    while (running > 40) sched_yield();
    ++running;
    pthread_t thread;
    if (pthread_create(&thread, &detached, fill_and_check, reinterpret_cast<void*>(i)) != 0)
      --running, ++bad;
  }
  pthread_join(other, nullptr);
  while (running > 0) sched_yield();
  EXPECT_EQ(bad, 0);
  EXPECT_EQ(ended, kThreads + kThreads / 4);
  pthread_attr_destroy(&detached);
}

// Creates ten threads, one after the other, each as soon as the stack of the one before is in the cache.
int create_threads(int detach_state) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, detach_state);
  for (int i = 0; i < 10; ++i) {
    pthread_t thread;
    if (pthread_create(
            &thread, &attributes, [](void*) -> void* { return nullptr; }, nullptr) != 0)
      return 1;
    if (detach_state == PTHREAD_CREATE_JOINABLE && pthread_join(thread, nullptr) != 0) return 2;
    while (threads() > 1) usleep(1000);
  }
  return 0;
}

TEST_F(StackCache, ThreadsUseTheSameMapping) {
  for (const int detach_state : {PTHREAD_CREATE_JOINABLE, PTHREAD_CREATE_DETACHED}) {
    const auto trace = test::trace([=] { return create_threads(detach_state); });
    EXPECT_EQ(trace.end, "exit 0");
    // The stack of the first thread is mapped without access, and all but its guard is made accessible.
    EXPECT_EQ(trace.count(SYS_mprotect), 1U) << detach_state;
    EXPECT_EQ(trace.count(SYS_munmap), 0U) << detach_state;
  }
}

TEST_F(StackCache, WaitsForTheEndOfADetachedThread) {
  static constexpr size_t kSize = 262144;
  static char* map;
  static std::atomic<bool> put, left;
  map = map_stack(kSize);
  put = left = false;
  pthread_t thread;
  // The thread does what an exiting thread does, but slowly.
  ASSERT_EQ(pthread_create(
                &thread, nullptr,
                [](void*) -> void* {
                  sigset_t all, before;
                  sigfillset(&all);
                  pthread_sigmask(SIG_BLOCK, &all, &before);
                  __tl_lock();
                  put = __nacre_put_own_stack(map, kSize, kGuard);
                  usleep(50000);
                  left = true;
                  __tl_unlock();
                  pthread_sigmask(SIG_SETMASK, &before, nullptr);
                  return nullptr;
                },
                nullptr),
            0);
  while (!put && !left) sched_yield();
  ASSERT_TRUE(put);
  EXPECT_EQ(__nacre_take_stack(kSize, kGuard, kTls), map);
  EXPECT_TRUE(left);
  pthread_join(thread, nullptr);
  munmap(map, kSize);
}

TEST_F(StackCache, AForkChildCreatesThreads) {
  for (int i = 0; i < 3; ++i) {
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, fill_and_check, nullptr), 0);
    pthread_join(thread, nullptr);
  }
  const auto create_threads = [] {
    for (int i = 0; i < 40; ++i) {
      pthread_t thread;
      if (pthread_create(&thread, nullptr, fill_and_check, nullptr) != 0) return 1;
      if (pthread_join(thread, nullptr) != 0) return 2;
    }
    return 0;
  };
  EXPECT_EQ(in_child(create_threads), "exit 0");
}

TEST_F(StackCache, IsEmptiedIfAStackCannotBeMapped) {
  const auto create_thread = [] {
    constexpr size_t kSize = size_t{2} << 20;
    for (size_t i = 0; i < kSlots; ++i) __nacre_put_stack(map_stack(kSize), kSize, kGuard);
    size_t pages = 0;
    FILE* const file = fopen("/proc/self/statm", "re");
    if (file == nullptr || fscanf(file, "%zu", &pages) != 1) return 3;
    fclose(file);
    // The stack of the thread fits only in the address space of the stacks in the cache.
    const rlimit limit = {pages * page_size() + (size_t{1} << 20), RLIM_INFINITY};
    if (setrlimit(RLIMIT_AS, &limit) != 0) return 4;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, size_t{16} << 20);
    pthread_t thread;
    if (pthread_create(&thread, &attributes, fill_and_check, nullptr) != 0) return 1;
    return pthread_join(thread, nullptr);
  };
  EXPECT_EQ(in_child(create_thread), "exit 0");
}

}  // namespace
