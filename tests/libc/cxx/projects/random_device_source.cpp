// SPDX-License-Identifier: MIT
// Tests that std::random_device gets its numbers from arc4random. The program defines arc4random itself,
// and reads 1000 numbers from std::random_device. It prints how often arc4random was called, and 1 if
// each number is the one that arc4random returned.
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
