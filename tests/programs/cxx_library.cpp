// SPDX-License-Identifier: MIT
// Uses many parts of the C++ library: exceptions in threads, iostreams, filesystem, regex, and
// std::random_device in a thread_local destructor. Prints "ok" at the end.
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

std::atomic<int> draws_in_destructors;

struct DrawsWhenItDies {
  int life = 1;
  ~DrawsWhenItDies() {
    std::random_device device;
    const auto first = device(), second = device(), third = device();
    if (first != second || second != third) ++draws_in_destructors;
  }
};
thread_local DrawsWhenItDies draws_when_it_dies;

void require(bool held, const char* what) {
  if (!held) throw std::runtime_error(what);
}

int throws_through(int depth) {
  if (depth == 0) throw std::out_of_range("deep");
  const std::string kept(64, 'x');  // its destructor runs while the exception passes
  return throws_through(depth - 1) + static_cast<int>(kept.size());
}

}  // namespace

int main() try {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([] {
      draws_when_it_dies.life = 2;  // the first use constructs the object of this thread
      try {
        throws_through(20);
      } catch (const std::out_of_range& caught) {
        require(std::string(caught.what()) == "deep", "what() of an exception in a thread is wrong");
      }
    });
  for (auto& thread : threads) thread.join();
  require(draws_in_destructors == 8, "a thread_local destructor did not draw different numbers");

  auto failing = std::async(std::launch::async, [] { return throws_through(3); });
  try {
    failing.get();
    require(false, "future::get did not throw the exception");
  } catch (const std::out_of_range&) {
  }

  std::random_device device;
  std::set<unsigned> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(device());
  require(seen.size() >= 998, "random_device repeats itself");

  namespace fs = std::filesystem;
  require(fs::is_directory(fs::temp_directory_path()), "temp_directory_path is not a directory");
  const auto folder = fs::current_path() / ("nacre-" + std::to_string(device()));
  fs::create_directories(folder / "a" / "b");
  std::ofstream(folder / "a" / "file") << 3.25 << ' ' << std::hex << 255 << '\n';
  double number = 0;
  std::string rest;
  std::ifstream(folder / "a" / "file") >> number >> rest;
  require(number == 3.25 && rest == "ff", "fstream read other text than it wrote");
  int entries = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) entries += entry.exists();
  require(entries == 3, "recursive_directory_iterator did not find 3 entries");
  require(fs::remove_all(folder) == 4, "remove_all did not remove 4 files");

  std::smatch match;
  const std::string text = "nacre 1.2.6 over musl";
  require(std::regex_search(text, match, std::regex(R"((\d+)\.(\d+)\.(\d+))")) && match[3] == "6",
          "regex_search did not find the version");

  std::cout << "ok" << std::endl;
  return 0;
} catch (const std::exception& error) {
  std::cout << "failed: " << error.what() << std::endl;
  return 1;
}
