// SPDX-License-Identifier: MIT
// Allocates as much memory as a limit permits. tests/libc/malloc/limits_test.cpp runs this program.
//
//   malloc_limits as|data|thread MEBIBYTES LEAST
//       sets RLIMIT_AS or RLIMIT_DATA, and exhausts the limit several times. Each time, the blocks must
//       have at least LEAST mebibytes. "thread" sets RLIMIT_AS and allocates in a thread.
//   malloc_limits waves MEBIBYTES
//       sets no limit. For each of several sizes, it allocates MEBIBYTES in blocks of this size, and
//       then frees them.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cerrno>

namespace {

// Blocks in a list. The first word of a block is the next block.
struct Blocks {
  void** first = nullptr;
  std::size_t bytes = 0;

  // Allocates until malloc fails, and returns errno. Returns 0 if malloc has returned `most` bytes.
  int allocate(std::size_t size, std::size_t most) {
    while (bytes < most) {
      errno = 0;
      auto** const block = static_cast<void**>(malloc(size));
      if (block == nullptr) return errno;
      memset(static_cast<void*>(block), 0x5a, size);
      *block = first;
      first = block;
      bytes += size;
    }
    return 0;
  }
  void free_all() {
    while (first != nullptr) {
      void** const next = static_cast<void**>(*first);
      free(first);
      first = next;
    }
    bytes = 0;
  }
};

std::size_t limit_bytes, least_bytes;
constexpr std::size_t kSizes[] = {64, 16, 1000, 30'000, 32, 200'000, 64, 1 << 20, 64};

// Exhausts the limit with blocks of each size. Returns 0, or the number of the step that failed.
int exhaust_and_free() {
  for (const std::size_t size : kSizes) {
    Blocks blocks;
    const int error = blocks.allocate(size, limit_bytes);
    const std::size_t used = blocks.bytes;
    // Other functions must fail in the same way.
    errno = 0;
    const bool other_failed = malloc(limit_bytes) == nullptr && errno == ENOMEM &&
                              calloc(1, limit_bytes) == nullptr &&
                              aligned_alloc(1 << 20, limit_bytes) == nullptr &&
                              realloc(nullptr, limit_bytes) == nullptr && errno == ENOMEM;
    blocks.free_all();
    fprintf(stderr, "size %zu: %zu KiB\n", size, used >> 10);
    if (error != ENOMEM) return 1;
    if (!other_failed) return 2;
    if (used < least_bytes) return 3;
  }
  return 0;
}

void* exhaust_in_thread(void* status) {
  *static_cast<int*>(status) = exhaust_and_free();
  return nullptr;
}

int waves() {
  for (const std::size_t size : kSizes) {
    Blocks blocks;
    if (blocks.allocate(size, limit_bytes) != 0) return 1;
    blocks.free_all();
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 10;
  limit_bytes = strtoul(arguments[2], nullptr, 10) << 20;
  least_bytes = count > 3 ? strtoul(arguments[3], nullptr, 10) << 20 : 0;
  if (strcmp(arguments[1], "waves") == 0) return waves();
  const rlimit limit{limit_bytes, limit_bytes};
  if (setrlimit(strcmp(arguments[1], "data") == 0 ? RLIMIT_DATA : RLIMIT_AS, &limit) != 0) return 9;
  if (strcmp(arguments[1], "thread") != 0) return exhaust_and_free();
  pthread_t thread;
  int status = 8;
  if (pthread_create(&thread, nullptr, exhaust_in_thread, &status) != 0) return 7;
  pthread_join(thread, nullptr);
  // The memory of the ended thread is available to this one.
  return status != 0 ? status : exhaust_and_free();
}
