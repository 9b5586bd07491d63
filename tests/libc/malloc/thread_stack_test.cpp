// SPDX-License-Identifier: MIT
// Tests malloc in threads with small stacks, and with stacks that the program provides.
#include <gtest/gtest.h>
#include <limits.h>
#include <pthread.h>

#include "tests/libc/malloc/blocks.hpp"

namespace {

// Allocates, resizes and frees blocks with little stack. PTHREAD_STACK_MIN is 2 KiB.
void* allocate_with_little_stack(void* argument) {
  for (std::size_t size = 1; size <= 8 << 20; size += size / 8 + 1) {
    void* block = malloc(size);
    void* other = calloc(1, size);
    block = realloc(block, 2 * size);
    if (block == nullptr || other == nullptr) return nullptr;
    free(block);
    free(other);
  }
  return argument;
}
bool allocates_in_thread(const pthread_attr_t& attributes) {
  pthread_t thread;
  void* result = nullptr;
  if (pthread_create(&thread, &attributes, allocate_with_little_stack, &result) != 0) return false;
  pthread_join(thread, &result);
  return result != nullptr;
}

TEST(MallocThreadStack, OfMinimumSizeSuffices) {
  for (const std::size_t size : {std::size_t{PTHREAD_STACK_MIN}, std::size_t{128} << 10}) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, size), 0);
    EXPECT_TRUE(allocates_in_thread(attributes)) << size;
    pthread_attr_destroy(&attributes);
  }
}

TEST(MallocThreadStack, MayBeDirtyMemoryOfTheProgram) {
  alignas(4096) static unsigned char stack[256 << 10];
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ASSERT_EQ(pthread_attr_setstack(&attributes, stack, sizeof stack), 0);
  for (int i = 0; i < 10; ++i) {
    memset(stack, 0xa5, sizeof stack);
    ASSERT_TRUE(allocates_in_thread(attributes));
  }
  pthread_attr_destroy(&attributes);
}

}  // namespace
