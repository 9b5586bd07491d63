// SPDX-License-Identifier: MIT
// A droppable cache (<nacre/droppable.h>) with numbers as keys. The test gives each value a version. The
// key, version and length determine all bytes of the value (self_checked.hpp). So a torn value, in which
// bytes of two values are mixed, is detected.
#pragma once
#include <nacre/droppable.h>

#include <cstdint>
#include <string>

#include "tests/support/droppable.hpp"
#include "tests/support/self_checked.hpp"

namespace test {

class CheckedCache {
 public:
  explicit CheckedCache(std::size_t capacity, std::size_t typical_size = 0)
      : cache_(nacre_droppable_create(capacity, typical_size)) {}
  ~CheckedCache() { nacre_droppable_destroy(cache_); }
  CheckedCache(const CheckedCache&) = delete;
  CheckedCache& operator=(const CheckedCache&) = delete;

  struct nacre_droppable* get() const {
    return cache_;
  }

  bool put(std::uint32_t key, std::uint32_t version, std::size_t length) {
    const auto value = self_checked({key, version}, length);
    return nacre_droppable_put(cache_, &key, sizeof key, value.data(), value.size()) == 0;
  }
  // Returns the version of the value, 0 for a miss, or -1 for a torn value or a value of another key.
  std::int64_t version_of(std::uint32_t key) {
    unsigned char buffer[1 << 16];
    const ssize_t length = nacre_droppable_get(cache_, &key, sizeof key, buffer, sizeof buffer);
    if (length < 0) return 0;
    std::uint32_t version = 0;
    return is_whole(buffer, static_cast<std::size_t>(length), key, version) ? std::int64_t{version} : -1;
  }
  bool remove(std::uint32_t key) { return nacre_droppable_remove(cache_, &key, sizeof key) == 0; }
  struct nacre_droppable_statistics statistics() const {
    struct nacre_droppable_statistics statistics {};
    nacre_droppable_statistics(cache_, &statistics, sizeof statistics);
    return statistics;
  }

 private:
  struct nacre_droppable* cache_;
};

// Runs `make` and returns the droppable mappings that it created.
template <class Make>
std::vector<Mapping> mappings_made_by(const Make& make) {
  const auto before = droppable_mappings();
  make();
  std::vector<Mapping> made;
  for (const Mapping& now : droppable_mappings()) {
    // The kernel may have merged the new mapping with an older one.
    Mapping rest = now;
    for (const Mapping& old : before) {
      if (old.start == rest.start) rest.start = old.end < rest.end ? old.end : rest.end;
      if (old.end == rest.end) rest.end = old.start > rest.start ? old.start : rest.start;
    }
    if (rest.size() > 0) made.push_back(rest);
  }
  return made;
}

}  // namespace test
