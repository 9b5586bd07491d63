// SPDX-License-Identifier: MIT
// Maps and drops pages of droppable memory (MAP_DROPPABLE) for a test. The kernel may drop such a page
// at any time; the page then reads as zeros. The environment variable NACRE_INJECTED injects a fault
// that the tests must find. With "private", the memory is ordinary. With "half" or "wide", a drop
// affects half of a page, or one page too many. With "unsupported", the kernel seems to lack droppable
// memory.
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

// Maps pages with `flags`. Returns null after an error, with errno.
inline unsigned char* map(std::size_t pages, int flags, int protection = kReadWrite, void* at = nullptr,
                          int file = -1) {
  void* const mapped = mmap(at, pages * page_size(), protection, flags, file, 0);
  return mapped == MAP_FAILED ? nullptr : static_cast<unsigned char*>(mapped);
}

// Returns whether all bytes have this value.
inline bool holds(const unsigned char* bytes, std::size_t length, unsigned char value) {
  return std::all_of(bytes, bytes + length, [=](unsigned char byte) { return byte == value; });
}

// Calls `succeeds` once a millisecond until it returns true, for at most 10 seconds. The first calls may
// fail, because the kernel drops only pages on its LRU lists. A page that was allocated on another CPU
// stays in that CPU's folio batch, and reaches a list only when that CPU flushes the batch. Ordinary
// memory (NACRE_INJECTED=private) is never dropped, so its limit is only 20 milliseconds.
template <class Attempt>
void try_patiently(const Attempt& succeeds) {
  const int milliseconds = injected("private") ? 20 : 10000;
  for (int tries = 0; tries < milliseconds && !succeeds(); ++tries) usleep(1000);
}
// Asks the kernel to drop pages, until `is_dropped` returns true or the time limit is reached.
template <class IsDropped>
void page_out(unsigned char* pages, std::size_t count, const IsDropped& is_dropped) {
  try_patiently([&] {
    madvise(pages, count * page_size(), MADV_PAGEOUT);
    return is_dropped();
  });
}

// Drops pages, and returns when they read as zeros, or after the time limit. With the injected fault
// "half", drops half of each page; with "wide", one page more.
inline void drop(unsigned char* pages, std::size_t count = 1) {
  const std::size_t page = page_size();
  if (injected("half")) {
    for (std::size_t i = 0; i < count; ++i) std::memset(pages + i * page, 0, page / 2);
    return;
  }
  if (injected("wide")) ++count;
  page_out(pages, count, [=] { return holds(pages, count * page, 0); });
}

// Maps pages between two inaccessible pages. Otherwise, the kernel would merge them with other droppable
// mappings, such as getrandom's states, and report both as one mapping.
inline unsigned char* map_apart(std::size_t pages, int flags) {
  unsigned char* const place = map(pages + 2, MAP_PRIVATE | MAP_ANONYMOUS, PROT_NONE);
  return place == nullptr ? nullptr : map(pages, flags | MAP_FIXED, kReadWrite, place + page_size());
}
inline void unmap_apart(unsigned char* start, std::size_t pages) {
  munmap(start - page_size(), (pages + 2) * page_size());
}

// Pages of droppable memory. At first, each byte is 1.
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

// Checks the flags in smaps: droppable (dp), wiped on fork (wf), not dumped (dd), not reserved (nr).
inline bool is_droppable(const Vma& vma) {
  return vma.has("dp") && vma.has("wf") && vma.has("dd") && vma.has("nr");
}
// Returns whether all of these pages are droppable. Returns false if nothing is mapped at this address.
inline bool is_droppable(const void* pages, std::size_t length) {
  const auto found = mappings_in(pages, length);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [](const Vma& vma) { return is_droppable(vma); });
}

}  // namespace test
