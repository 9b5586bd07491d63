/* SPDX-License-Identifier: MIT
 * A cache in memory that the kernel may take back at any moment: where it is short of memory it drops pages
 * of the cache, without asking, writing or killing anything, and what was in them is a miss.
 *
 * Values are copied in and copied out. What comes out is what was put last under that key, whole; or it is
 * a miss. A value may be gone at any time, so the cache is for what can be made again.
 *
 * One cache may be used by all threads at once: those that get wait for nobody; those that put or remove
 * wait for each other where their keys share a shard. A fork child has the cache, empty.
 *
 * Safety of all functions, but for create and destroy: MT-Safe, AS-Unsafe, AC-Unsafe; get is
 * AS-Safe and AC-Safe. None is a cancellation point. errno is unchanged on success.
 * Old kernels: before Linux 6.11 there is no such memory; the cache is then in ordinary memory, of the
 * capacity asked for, and answers the same: `droppable` in its statistics tells. Before Linux 4.14: ENOSYS.
 * System calls, for who writes a sandbox: create makes mmap, madvise and getrandom; put and trim madvise,
 * and the futex of a lock; get none.
 * Source: mmap(2), MAP_DROPPABLE. */
#ifndef _NACRE_DROPPABLE_H
#define _NACRE_DROPPABLE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct nacre_droppable;

/* A new, empty cache. `capacity` is in bytes, of keys and values and 16 to 24 bytes more for each, in
 * droppable memory; at least 64 KiB, rounded up to whole pages. `typical` is the length of a typical value
 * in bytes, or 0 where that is not known: it says how large an index to make, in ordinary memory: of 16 to
 * 32 bytes for each value of such a length that fits.
 *
 * Returns  the cache, or null with errno
 *          EINVAL  a capacity below 64 KiB or above 512 GiB; in 32-bit programs above 2 GiB
 *          ENOMEM  no memory, or no room, for that
 *          EAGAIN  more than RLIMIT_MEMLOCK lets this process lock, after mlockall(MCL_FUTURE)
 *          ENOSYS  a kernel before 4.14 */
struct nacre_droppable *nacre_droppable_create(size_t capacity, size_t typical);

/* Ends a cache that nobody uses any more; null is none. */
void nacre_droppable_destroy(struct nacre_droppable *cache);

/* Copies the value of a key to `buffer`, or as much of it as `size` bytes hold.
 *
 * Returns  the length of the value, which may be more than `size`; or -1 with errno
 *          ENOENT  it has none: never had, was dropped, evicted or removed. What is in `buffer` then is
 *                  not said */
ssize_t nacre_droppable_get(struct nacre_droppable *cache, const void *key, size_t key_length,
	void *buffer, size_t size);

/* Gives a key a value, in the place of one that it has. Others may be evicted for it: those that were put
 * first and not asked for since.
 *
 * Returns  0, or -1 with errno, and then the key has no value
 *          E2BIG   key or value are longer than the cache takes: see `largest`, and 65535 for a key
 *          EAGAIN  the kernel took the memory away each time that the value was written */
int nacre_droppable_put(struct nacre_droppable *cache, const void *key, size_t key_length,
	const void *value, size_t length);

/* Takes a key's value away.
 * Returns  0, or -1 with errno ENOENT: it had none. */
int nacre_droppable_remove(struct nacre_droppable *cache, const void *key, size_t key_length);

/* Gives memory back: that of the oldest values, at least `bytes` of it where there is so much beside the
 * pages that are being written to, of which there are up to 16.
 * Returns  how many bytes. */
size_t nacre_droppable_trim(struct nacre_droppable *cache, size_t bytes);

struct nacre_droppable_statistics {
	uint64_t hits, misses; /* of get */
	uint64_t drops;        /* values that were found dropped by the kernel; each was a miss or an eviction */
	uint64_t evictions;    /* values that made room for others */
	uint64_t values;       /* that the index has now; some may be dropped and not found so yet */
	size_t bytes;          /* of the capacity that is taken, by values and by what was replaced or removed */
	size_t capacity;       /* in bytes, rounded up */
	size_t largest;        /* key and value together, in bytes */
	int droppable;         /* 1, or 0 where this system has no droppable memory */
};

/* Fills the first `size` bytes of `statistics`, which is sizeof *statistics as the program was compiled.
 * What other threads do meanwhile may be counted in part.
 *
 * Returns  0, or -1 with errno EINVAL where `size` is more than this library knows of. */
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

/* The same for C++: owns the cache, takes and gives spans of bytes. */
class DroppableCache {
 public:
  using Bytes = std::span<const std::byte>;

  /* Throws std::bad_alloc, or std::system_error for any other error of create. Where exceptions are
   * disabled (-fno-exceptions), an error ends the process by std::abort(). */
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

  /* The length of the value, of which as much as fits is in `buffer`; nothing on a miss. */
  std::optional<std::size_t> get(Bytes key, std::span<std::byte> buffer) {
    const ssize_t length =
        nacre_droppable_get(cache_, key.data(), key.size(), buffer.data(), buffer.size());
    if (length < 0) return std::nullopt;
    return static_cast<std::size_t>(length);
  }

  /* The value; nothing on a miss. */
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

  /* False where the value is too long, or its memory was taken away: then the key has none. */
  bool put(Bytes key, Bytes value) {
    return nacre_droppable_put(cache_, key.data(), key.size(), value.data(), value.size()) == 0;
  }

  /* The value, which on a miss `fill` makes: a function that returns something contiguous. Two threads
     that miss at once both make it. */
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
