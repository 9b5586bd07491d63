// SPDX-License-Identifier: MIT
// The peers of the cache benchmark: the droppable cache, and the containers that it is compared with.
// Each peer copies values in and out. If kThreadsMayPut is false, threads must not put at the same time.
#pragma once
#include <nacre/droppable.h>

#include <array>
#include <cstring>
#include <mutex>
#include <string>
#include <unordered_map>

#include "bench/cache/workload.hpp"

namespace bench {

template <std::size_t N>
using Value = std::array<char, N>;

template <std::size_t N>
class CachePeer {
 public:
  static constexpr const char* kName = "cache";
  static constexpr bool kThreadsMayPut = true;

  // The capacity is more than 1.5 times the size of all values, so that filling the cache evicts
  // nothing.
  explicit CachePeer(const Workload& workload)
      : cache_(nacre_droppable_create((size_t{1} << 20) + workload.present().size() * (N + 64) * 3 / 2,
                                      N)) {
    if (cache_ == nullptr) std::perror("nacre: cannot create the cache"), std::exit(1);
  }
  ~CachePeer() { nacre_droppable_destroy(cache_); }
  CachePeer(const CachePeer&) = delete;

  bool get(const std::string& key, Value<N>& value) {
    return nacre_droppable_get(cache_, key.data(), key.size(), value.data(), N) ==
           static_cast<ssize_t>(N);
  }
  bool put(const std::string& key, const Value<N>& value) {
    return nacre_droppable_put(cache_, key.data(), key.size(), value.data(), N) == 0;
  }

 private:
  struct nacre_droppable* cache_;
};

template <std::size_t N>
class MapPeer {
 public:
  static constexpr const char* kName = "map";
  static constexpr bool kThreadsMayPut = false;

  explicit MapPeer(const Workload& workload) { map_.reserve(workload.present().size()); }

  bool get(const std::string& key, Value<N>& value) {
    const auto found = map_.find(key);
    if (found == map_.end()) return false;
    value = found->second;
    return true;
  }
  bool put(const std::string& key, const Value<N>& value) {
    map_[key] = value;
    return true;
  }

 private:
  std::unordered_map<std::string, Value<N>> map_;
};

// A MapPeer with a lock around each get and put.
template <std::size_t N>
class LockedPeer {
 public:
  static constexpr const char* kName = "locked";
  static constexpr bool kThreadsMayPut = true;

  explicit LockedPeer(MapPeer<N>& map) : map_(map) {}

  bool get(const std::string& key, Value<N>& value) {
    const std::lock_guard locked(lock_);
    return map_.get(key, value);
  }
  bool put(const std::string& key, const Value<N>& value) {
    const std::lock_guard locked(lock_);
    return map_.put(key, value);
  }

 private:
  std::mutex lock_;
  MapPeer<N>& map_;
};

}  // namespace bench
