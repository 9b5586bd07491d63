// SPDX-License-Identifier: MIT
// The random decisions of a stress program: when it forks, sends a signal, and so on. They come from a
// seed, which is printed and can be set. The seed does not reproduce the random bytes under test or the
// kernel's scheduling.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace stress {

// SplitMix64. A signal handler may interrupt next() and call it too. `actor` is the number of a thread:
// each has its own sequence.
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

// Returns the number in an environment variable, or the default.
inline std::uint64_t setting(const char* name, std::uint64_t fallback) {
  const char* const text = std::getenv(name);
  return text == nullptr || *text == 0 ? fallback : std::strtoull(text, nullptr, 0);
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
