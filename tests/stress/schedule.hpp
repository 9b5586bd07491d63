// SPDX-License-Identifier: MIT
// What a storm leaves to chance comes from a seed, which is shown and can be given again. The values
// that are drawn, and when who runs, do not.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace stress {

// SplitMix64. A handler that interrupts it does it no harm.
class Schedule {
 public:
  constexpr Schedule(std::uint64_t seed, std::uint64_t actor)
      : state_(seed + actor * 0xd1342543de82ef95) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  unsigned below(unsigned bound) { return static_cast<unsigned>(next() % bound); }
  bool one_in(unsigned count) { return below(count) == 0; }

 private:
  std::uint64_t state_;
};

// A number that the environment gives, or what it is otherwise.
inline std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr || *text == 0 ? otherwise : std::strtoull(text, nullptr, 0);
}

inline std::uint64_t seed() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return setting("STRESS_SEED",
                 static_cast<std::uint64_t>(now.tv_sec * 1000000007 + now.tv_nsec) & 0xffffffff);
}

inline void spin(unsigned turns) {
  for (unsigned i = 0; i < turns; ++i) __asm__ volatile("");
}

}  // namespace stress
