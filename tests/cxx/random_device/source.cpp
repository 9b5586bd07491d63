// SPDX-License-Identifier: MIT
// Draws from std::random_device with an arc4random of its own. Prints how often that was called, and
// whether each number came from it.
#include <cstdint>
#include <cstdio>
#include <random>

extern "C" {
int calls;
std::uint32_t arc4random() { return ++calls, 0x12345678; }
}

int main() {
  std::random_device device;
  bool same = true;
  for (int i = 0; i < 1000; ++i) same = device() == 0x12345678 && same;
  std::printf("%d %d\n", calls, same);
}
