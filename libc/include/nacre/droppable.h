/* SPDX-License-Identifier: MIT
 * A cache in droppable memory. When memory is short, the kernel drops pages of the cache, and a lookup
 * of a dropped value is a miss. Values are copied in and out. A lookup returns the last value that was
 * stored under the key, complete and unchanged, or it is a miss. nacre_droppable_create(3) describes the
 * functions in full.
 *
 * Safety   MT-Safe; nacre_droppable_get never waits for another thread. nacre_droppable_get is AS-Safe
 *          and AC-Safe. The other functions are AS-Unsafe and AC-Unsafe. No cancellation points. errno
 *          is unchanged on success.
 * Kernels  before Linux 6.11 there is no droppable memory. The cache then uses ordinary memory of the
 *          same capacity, and behaves the same. Before Linux 4.14: ENOSYS.
 * Source   mmap(2), MAP_DROPPABLE */
#ifndef _NACRE_DROPPABLE_H
#define _NACRE_DROPPABLE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct nacre_droppable;

/* Creates an empty cache.
 *
 * capacity  size of the droppable memory in bytes, at least 64 KiB, rounded up to whole pages and to
 *           at least 16 pages. Each value uses the bytes of its key and value, and 16 to 30 more.
 * typical   length of a typical value in bytes, or 0 if it is unknown. The index, in ordinary memory,
 *           has 16 to 32 bytes for each value of this length that fits in the cache.
 * Returns   the cache, or null with errno:
 *           EINVAL  the capacity is below 64 KiB, or above 512 GiB; above 2 GiB in a 32-bit program
 *           ENOMEM  not enough memory or address space
 *           EAGAIN  after mlockall(MCL_FUTURE), the memory would exceed RLIMIT_MEMLOCK
 *           ENOSYS  the kernel is older than Linux 4.14 */
struct nacre_droppable *nacre_droppable_create(size_t capacity, size_t typical);

/* Frees a cache. No thread may use it any more. Null is ignored. */
void nacre_droppable_destroy(struct nacre_droppable *cache);

/* Looks up a key and copies at most `size` bytes of its value to `buffer`.
 *
 * key_length, size  in bytes
 * Returns           the length of the value in bytes, which may be above `size`; or -1 with errno:
 *                   ENOENT  the key has no value: it was never stored, or was dropped, evicted or
 *                           removed. The content of `buffer` is unspecified then. */
ssize_t nacre_droppable_get(struct nacre_droppable *cache, const void *key, size_t key_length,
	void *buffer, size_t size);

/* Stores a value under a key. It replaces the previous value of the key. If the cache is full, values
 * are evicted by a variant of CLOCK: first the oldest values that were not looked up since they were
 * stored.
 *
 * key_length, length  in bytes
 * Returns             0, or -1 with errno, and then the key has no value:
 *                     E2BIG   the key and the value together are longer than the member `largest` of
 *                             struct nacre_droppable_statistics, or the key has more than 65,535 bytes
 *                     EAGAIN  the kernel dropped the memory during each attempt to write the value */
int nacre_droppable_put(struct nacre_droppable *cache, const void *key, size_t key_length,
	const void *value, size_t length);

/* Removes the value of a key. `key_length` is in bytes.
 *
 * Returns  0, or -1 with errno ENOENT: the key had no value */
int nacre_droppable_remove(struct nacre_droppable *cache, const void *key, size_t key_length);

/* Gives memory of the oldest values back to the kernel, except up to 16 pages that are being written.
 *
 * bytes    least number of bytes to give back, if the cache uses that much
 * Returns  the number of bytes that were given back */
size_t nacre_droppable_trim(struct nacre_droppable *cache, size_t bytes);

struct nacre_droppable_statistics {
	uint64_t hits, misses; /* nacre_droppable_get calls that found a value, and that did not */
	uint64_t drops;        /* values that the kernel dropped; counted when a call notices the loss */
	uint64_t evictions;    /* values evicted to make room */
	uint64_t values;       /* values in the index; some may have been dropped without being noticed yet */
	size_t bytes;          /* capacity in use, including values that were replaced or removed */
	size_t capacity;       /* in bytes, rounded up */
	size_t largest;        /* maximum length of a key and its value together, in bytes */
	int droppable;         /* 1, or 0 if the system has no droppable memory */
};

/* Stores the first `size` bytes of the statistics. An operation that runs at the same time may be
 * counted in only some of the counters.
 *
 * size     sizeof *statistics
 * Returns  0, or -1 with errno EINVAL if `size` is above the size that this library knows */
int nacre_droppable_statistics(struct nacre_droppable *cache,
	struct nacre_droppable_statistics *statistics, size_t size);

#ifdef __cplusplus
}

#if __cplusplus >= 202002L && __STDC_HOSTED__
#include <cerrno>
#include <cstdlib>
#include <new>
#include <optional>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

namespace nacre {

/* Creates a cache, and destroys it in the destructor. Keys and values are spans of bytes. */
class DroppableCache {
 public:
  using Bytes = std::span<const std::byte>;

  /* Throws std::bad_alloc if memory is short, and std::system_error for other errors. With
   * -fno-exceptions, an error ends the process with std::abort(). */
  explicit DroppableCache(std::size_t capacity, std::size_t typical = 0)
      : cache_(nacre_droppable_create(capacity, typical)) {
#ifdef __cpp_exceptions
    if (cache_ == nullptr && errno == ENOMEM) throw std::bad_alloc();
    if (cache_ == nullptr) throw std::system_error(errno, std::generic_category(), "droppable cache");
#else
    if (cache_ == nullptr) std::abort();
#endif
  }
  ~DroppableCache() { nacre_droppable_destroy(cache_); }
  DroppableCache(DroppableCache&& other) noexcept : cache_(std::exchange(other.cache_, nullptr)) {}
  DroppableCache& operator=(DroppableCache&& other) noexcept {
    std::swap(cache_, other.cache_);
    return *this;
  }

  /* Copies as much of the value as fits to `buffer`. Returns the length of the value; empty after a
   * miss. */
  std::optional<std::size_t> get(Bytes key, std::span<std::byte> buffer) {
    const ssize_t length =
        nacre_droppable_get(cache_, key.data(), key.size(), buffer.data(), buffer.size());
    if (length < 0) return std::nullopt;
    return static_cast<std::size_t>(length);
  }

  /* Returns the value; empty after a miss. */
  std::optional<std::vector<std::byte>> get(Bytes key) {
    std::vector<std::byte> value;
    for (;;) {
      const auto length = get(key, std::span(value));
      if (!length) return std::nullopt;
      const bool whole = *length <= value.size();
      value.resize(*length);
      if (whole) return value;
    }
  }

  /* Returns false if the value is too long or its memory was dropped. The key has no value then. */
  bool put(Bytes key, Bytes value) {
    return nacre_droppable_put(cache_, key.data(), key.size(), value.data(), value.size()) == 0;
  }

  /* Returns the value. After a miss, it calls `fill`, which returns a contiguous range, and stores the
   * result. Two threads that miss at the same time both call `fill`. */
  template <class Fill>
  std::vector<std::byte> get_or_fill(Bytes key, Fill&& fill) {
    if (auto value = get(key)) return *std::move(value);
    const auto made = std::forward<Fill>(fill)();
    const auto bytes = std::as_bytes(std::span(made));
    put(key, bytes);
    return {bytes.begin(), bytes.end()};
  }

  bool remove(Bytes key) { return nacre_droppable_remove(cache_, key.data(), key.size()) == 0; }
  std::size_t trim(std::size_t bytes) { return nacre_droppable_trim(cache_, bytes); }
  struct nacre_droppable_statistics statistics() const {
    struct nacre_droppable_statistics statistics {};
    nacre_droppable_statistics(cache_, &statistics, sizeof statistics);
    return statistics;
  }

 private:
  struct nacre_droppable* cache_;
};

}  // namespace nacre
#endif
#endif
#endif
