// SPDX-License-Identifier: MIT
// Shuffles cards in a thread. make demo builds it as a static C++ program.
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
