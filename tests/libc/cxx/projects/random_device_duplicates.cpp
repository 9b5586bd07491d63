// SPDX-License-Identifier: MIT
// Counts duplicates among 200,000 numbers of std::random_device. Exits with 1 if there are far more than
// chance explains.
#include <cstdio>
#include <random>
#include <set>

int main() {
  std::random_device device;
  std::set<unsigned> seen;
  int duplicates = 0;
  for (int i = 0; i < 200000; ++i) duplicates += !seen.insert(device()).second;
  std::printf("%d\n", duplicates);
  return duplicates >= 25;  // 4.7 are expected; 25 occur once in 10^10 runs
}
