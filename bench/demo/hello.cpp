// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>
#include <random>
#include <string>
#include <thread>

int main() {
  std::string cards = "A23456789TJQK";
  std::thread([&] { std::shuffle(cards.begin(), cards.end(), std::random_device{}); }).join();
  std::cout << "C++: " << cards << ", shuffled in a thread by std::random_device\n";
}
