// SPDX-License-Identifier: MIT
// Tests malloc in children that are forked while other threads allocate, free and end.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/libc/malloc/blocks.hpp"
#include "tests/support/child.hpp"
#include "tests/support/program.hpp"

namespace {

// Threads that allocate and free until the object is destroyed. They exchange their blocks in an array,
// so that threads free the blocks of other threads.
class Load {
 public:
  Load() {
    for (unsigned t = 0; t < 2; ++t)
      threads_.emplace_back([this, t] {
        for (unsigned i = t; !stop_; ++i) allocate(i);
      });
    // Short-lived threads, so that the memory of ended threads is taken over.
    for (unsigned t = 0; t < 2; ++t)
      threads_.emplace_back([this, t] {
        for (unsigned i = t; !stop_; i += 40)
          std::thread([this, i] {
            for (unsigned n = 0; n < 40; ++n) allocate(i + n);
          }).join();
      });
  }
  ~Load() {
    stop_ = true;
    for (auto& thread : threads_) thread.join();
    free_all();
  }
  // Frees the blocks that are in the array.
  void free_all() {
    for (auto& place : places_) free(place.exchange(nullptr));
  }

 private:
  void allocate(unsigned i) {
    const unsigned random = i * 2654435761U;
    const std::size_t size = (random >> 8) % (i % 64 == 0 ? 3'000'000 : i % 8 == 0 ? 60'000 : 2000) + 1;
    free(places_[random % kPlaces].exchange(
        static_cast<char*>(i % 3 == 0 ? calloc(1, size) : malloc(size))));
  }

  static constexpr unsigned kPlaces = 512;
  std::atomic<char*> places_[kPlaces] = {};
  std::atomic<bool> stop_ = false;
  std::vector<std::thread> threads_;
};

// A child calls this. Frees the blocks of the parent's other threads, and allocates. A process with one
// thread does not wait for locks, so new threads do this first.
int use_allocator(Load& load) {
  std::atomic<int> good = 0;
  std::thread one([&] {
    load.free_all();
    good += test::allocate_and_free(4 << 20, 1) ? 1 : 0;
  });
  std::thread other([&] { good += test::allocate_and_free(300'000, 2) ? 1 : 0; });
  one.join();
  other.join();
  return good == 2 && test::allocate_and_free(4 << 20, 1) ? 0 : 1;
}

constexpr int kForks = 100;
constexpr unsigned kSeconds = 60;

TEST(MallocFork, ChildrenCanAllocate) {
  Load load;
  for (int i = 0; i < kForks; ++i)
    ASSERT_EQ(test::in_child([&] { return use_allocator(load); }, kSeconds), "exit 0") << i;
}

TEST(MallocFork, ChildrenOfAnotherThreadCanAllocate) {
  Load load;
  std::thread([&] {
    for (int i = 0; i < kForks; ++i)
      ASSERT_EQ(test::in_child([&] { return use_allocator(load); }, kSeconds), "exit 0") << i;
  }).join();
}

TEST(MallocFork, ChildrenOfChildrenCanAllocate) {
  Load load;
  for (int i = 0; i < kForks / 10; ++i)
    ASSERT_EQ(test::in_child(
                  [&] {
                    Load inner;
                    for (int k = 0; k < 3; ++k)
                      if (test::in_child([&] { return use_allocator(inner); }, kSeconds / 2) != "exit 0")
                        return 3;
                    return use_allocator(load);
                  },
                  kSeconds),
              "exit 0")
        << i;
}

TEST(MallocFork, ParentCanAllocateAfterEachFork) {
  Load load;
  for (int i = 0; i < kForks; ++i) {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    ASSERT_TRUE(test::allocate_and_free(100'000, 1)) << i;
    int status = 1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
}

// The program forks while another thread is at one of many instructions of malloc or free.
TEST(MallocFork, ChildrenCanAllocateIfAnotherThreadIsInMalloc) {
  for (const char* kind : {"first", "threads", "large"}) {
    const auto ran = test::run_program({test::program("fork_in_malloc"), kind}, {});
    if (ran.end == "exit 7") GTEST_SKIP() << "this build has musl's allocator";
    if (ran.end == "exit 8") GTEST_SKIP() << "programs cannot single-step themselves on this processor";
    EXPECT_EQ(ran.end, "exit 0") << ran.output;
  }
}

// _Fork takes no lock of malloc, so the child may call only async-signal-safe functions.
TEST(MallocFork, ChildOf_ForkCanCallAsyncSignalSafeFunctions) {
  Load load;
  for (int i = 0; i < kForks; ++i) {
    const pid_t child = _Fork();
    if (child == 0) {
      alarm(kSeconds);
      _exit(getpid() == getppid() || write(-1, "", 1) != -1);
    }
    int status = 1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0) << i;
  }
}

TEST(MallocFork, KeepsTheContentOfBlocks) {
  const auto sizes = test::sizes(1 << 20);
  std::vector<void*> blocks(sizes.size());
  for (unsigned i = 0; i < sizes.size(); ++i) test::fill(blocks[i] = malloc(sizes[i]), sizes[i], i);
  Load load;
  const auto check = [&] {
    for (unsigned i = 0; i < sizes.size(); ++i) {
      if (!test::is_filled(blocks[i], sizes[i], i)) return 1;
      blocks[i] = realloc(blocks[i], sizes[i] + 100);
      if (!test::is_filled(blocks[i], sizes[i], i)) return 2;
      free(blocks[i]);
    }
    return 0;
  };
  EXPECT_EQ(test::in_child(check), "exit 0");
  EXPECT_EQ(check(), 0);
}

}  // namespace
