// SPDX-License-Identifier: MIT
// The test of the example projects, run by each build system. Draws random bytes in threads, and passes
// an exception from one thread to another.
#include <sys/random.h>

#include <array>
#include <exception>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "dice.h"

namespace {

using Bytes = std::array<unsigned char, 16>;

void require(bool good, const std::string& what) {
  if (!good) throw std::runtime_error(what);
}

Bytes drawn() {
  Bytes bytes{};
  require(getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()),
          "getrandom did not return 16 bytes");
  return bytes;
}

void threads_draw_differently() {
  constexpr std::size_t kThreads = 8;
  std::vector<Bytes> drawn_by(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) threads.emplace_back([&, i] { drawn_by[i] = drawn(); });
  for (auto& thread : threads) thread.join();
  require(std::set<Bytes>(drawn_by.begin(), drawn_by.end()).size() == kThreads,
          "two threads drew the same 16 bytes");
}

void each_side_comes_up() {
  std::set<unsigned> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(dice_roll(6));
  require(seen == std::set<unsigned>{1, 2, 3, 4, 5, 6},
          "1000 rolls did not show exactly the sides 1 to 6");
}

void a_thread_throws() {
  std::exception_ptr thrown;
  std::thread([&] {
    try {
      require(false, "thrown");
    } catch (...) {
      thrown = std::current_exception();
    }
  }).join();
  try {
    std::rethrow_exception(thrown);
  } catch (const std::runtime_error& error) {
    require(error.what() == std::string("thrown"), "the rethrown exception has another text");
  }
}

}  // namespace

int main() try {
  threads_draw_differently();
  each_side_comes_up();
  a_thread_throws();
  std::cout << "dice: all good\n";
} catch (const std::exception& error) {
  std::cerr << "dice: " << error.what() << '\n';
  return 1;
}
