// SPDX-License-Identifier: MIT
// Pages of droppable memory for a test, and how they are dropped. NACRE_INJECTED=private in the
// environment maps ordinary memory instead, half and wide drop less or more than was asked for: the
// tests must see it.
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "tests/support/smaps.hpp"

namespace test {

inline bool injected(const char* fault) {
  const char* const chosen = std::getenv("NACRE_INJECTED");
  return chosen != nullptr && std::strcmp(chosen, fault) == 0;
}

// The map type under test.
inline int droppable() { return injected("private") ? MAP_PRIVATE : MAP_DROPPABLE; }

inline std::size_t page_size() {
  static const std::size_t size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

inline constexpr int kReadWrite = PROT_READ | PROT_WRITE;

// Maps pages as `flags` say; null where the kernel refuses, which errno tells.
inline unsigned char* map(std::size_t pages, int flags, int protection = kReadWrite, void* at = nullptr,
                          int file = -1) {
  void* const mapped = mmap(at, pages * page_size(), protection, flags, file, 0);
  return mapped == MAP_FAILED ? nullptr : static_cast<unsigned char*>(mapped);
}

inline bool holds(const unsigned char* bytes, std::size_t length, unsigned char value) {
  return std::all_of(bytes, bytes + length, [=](unsigned char byte) { return byte == value; });
}

// Tries until the attempt has succeeded, as it says itself: the kernel looks for pages on its lists, and
// a page that was new on another processor comes there when that one has something to do, on a slow
// machine much later. Ordinary memory, which is injected, never goes.
template <class Attempt>
void try_patiently(const Attempt& succeeds) {
  const int milliseconds = injected("private") ? 20 : 10000;
  for (int tries = 0; tries < milliseconds && !succeeds(); ++tries) usleep(1000);
}
template <class IsDropped>
void page_out(unsigned char* pages, std::size_t count, const IsDropped& is_dropped) {
  try_patiently([&] {
    madvise(pages, count * page_size(), MADV_PAGEOUT);
    return is_dropped();
  });
}

// Drops pages, and waits until they are.
inline void drop(unsigned char* pages, std::size_t count = 1) {
  const std::size_t page = page_size();
  if (injected("half")) {
    for (std::size_t i = 0; i < count; ++i) std::memset(pages + i * page, 0, page / 2);
    return;
  }
  if (injected("wide")) ++count;
  page_out(pages, count, [=] { return holds(pages, count * page, 0); });
}

// Maps pages between two that may not be touched: the kernel would join them with other droppable
// memory, such as the states that getrandom keeps, and count the two as one.
inline unsigned char* map_apart(std::size_t pages, int flags) {
  unsigned char* const place = map(pages + 2, MAP_PRIVATE | MAP_ANONYMOUS, PROT_NONE);
  return place == nullptr ? nullptr : map(pages, flags | MAP_FIXED, kReadWrite, place + page_size());
}
inline void unmap_apart(unsigned char* start, std::size_t pages) {
  munmap(start - page_size(), (pages + 2) * page_size());
}

// Pages of droppable memory, filled with ones.
class Pages {
 public:
  explicit Pages(std::size_t count)
      : length_(count * page_size()), start_(map_apart(count, droppable() | MAP_ANONYMOUS)) {
    if (start_ != nullptr) fill(1);
  }
  ~Pages() {
    if (start_ != nullptr) unmap_apart(start_, length_ / page_size());
  }
  Pages(const Pages&) = delete;

  unsigned char* page(std::size_t number) const { return start_ + number * page_size(); }
  unsigned char* start() const { return start_; }
  std::size_t length() const { return length_; }
  void fill(unsigned char value) const { std::memset(start_, value, length_); }
  bool holds(unsigned char value) const { return test::holds(start_, length_, value); }
  bool page_holds(std::size_t number, unsigned char value) const {
    return test::holds(page(number), page_size(), value);
  }
  template <class IsDropped>
  void page_out(const IsDropped& is_dropped) const {
    test::page_out(start_, length_ / page_size(), is_dropped);
  }
  void drop() const { test::drop(start_, length_ / page_size()); }

 private:
  std::size_t length_;
  unsigned char* start_;
};

// What the kernel says of a droppable mapping: droppable, wiped on fork, not dumped, not reserved.
inline bool is_droppable(const Vma& vma) {
  return vma.has("dp") && vma.has("wf") && vma.has("dd") && vma.has("nr");
}
// All of these pages; false where there are none.
inline bool is_droppable(const void* pages, std::size_t length) {
  const auto found = mappings_in(pages, length);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [](const Vma& vma) { return is_droppable(vma); });
}

}  // namespace test
