// SPDX-License-Identifier: MIT
// words FILE: counts the words of a file in two kinds of maps, and prints the most frequent ones. This
// is the program in C++ that bench-programs measures.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

int main(int, char** argv) {
  std::ifstream file(argv[1]);
  std::map<std::string, int> sorted;
  std::unordered_map<std::string, std::vector<int>> lines_of;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      std::transform(word.begin(), word.end(), word.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      ++sorted[word];
      lines_of[word].push_back(number);
    }
  }
  std::vector<std::pair<int, std::string>> most;
  for (const auto& [word, count] : sorted) most.emplace_back(count, word);
  std::sort(most.rbegin(), most.rend());
  most.resize(std::min<size_t>(most.size(), 20));
  for (const auto& [count, word] : most)
    std::cout << word << ' ' << count << ' ' << lines_of[word].back() << '\n';
}
