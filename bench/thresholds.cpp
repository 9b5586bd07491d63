// SPDX-License-Identifier: MIT
// thresholds: measures from which length on one source of random bytes is faster than another on this
// machine. kVdsoBest in libc/random/threshold.hpp and the lengths in
// sysdeps/linux/ARCH/cipher_backends.cpp are such results. Also measures the cost of short requests, for
// draw_cost in libc/random/uniform.hpp.

#include <array>
#include <cstdio>
#include <vector>

#include "libc/random/draw.hpp"
#include "libc/random/expand.hpp"
#include "sysdeps/contract/cipher.hpp"
#include "sysdeps/contract/getrandom.hpp"
#include "sysdeps/contract/vgetrandom.hpp"
#include "tools/measure/clock.hpp"

namespace {

using namespace nacre::random;
namespace sys = nacre::sys;

constexpr size_t kLongest = 512;
constexpr int kRounds = 41;

template <class Draw>
double sample(const Draw& draw) {
  constexpr int kDraws = 300;
  const double start = measure::now_ns();
  for (int i = 0; i < kDraws; ++i) draw();
  return (measure::now_ns() - start) / kDraws;
}

// Returns the median times of two functions, whose samples alternate.
template <class A, class B>
std::array<double, 2> medians(const A& a, const B& b) {
  std::vector<double> of_a, of_b;
  for (int i = 0; i < kRounds; ++i) {
    of_a.push_back(sample(a));
    of_b.push_back(sample(b));
  }
  return {measure::median(of_a), measure::median(of_b)};
}

std::array<unsigned char, kLongest> buffer;
sys::VgetrandomFunction* function;

void by_vdso(size_t length) {
  const Lease lease = Lease::reserve_or_claim();
  (void)draw_on(lease, function, buffer.data(), length, 0);
}

// Measures all lengths from `from` to `to`, and prints the length from which on the second function is
// always faster.
template <class First, class Second>
void print_threshold(const char* first, const char* second, size_t from, size_t to, const First& a,
                     const Second& b) {
  std::vector<std::array<double, 2>> measured;
  for (size_t length = from; length <= to; ++length)
    measured.push_back(medians([&] { a(length); }, [&] { b(length); }));
  size_t since = measured.size();
  while (since > 0 && measured[since - 1][1] < measured[since - 1][0]) --since;
  std::printf("  %-12s", second);
  if (since == measured.size())
    std::printf("never faster than %s up to %zu bytes\n", first, to);
  else
    std::printf("faster than %s from %zu bytes on (%.1f : %.1f ns at this length)\n", first,
                from + since, measured[since][1], measured[since][0]);
}

}  // namespace

int main() {
  function = sys::vgetrandom.find();
  if (function == nullptr || !Lease::reserve_or_claim()) {
    std::puts("nacre: no thresholds: this machine has no vDSO getrandom");
    return 1;
  }
  const unsigned features = sys::vector_features();
  std::printf(
      "ChaCha20 with a 32-byte key from the vDSO, compared with all bytes from the vDSO "
      "(ChaCha20Backend::min_length):\n");
  for (const sys::ChaCha20Backend* backend = sys::chacha20_backends; backend->name != nullptr; ++backend)
    if (sys::is_usable(*backend, features))
      print_threshold("the vDSO", backend->name, 64, 128, by_vdso, [&](size_t length) {
        const Lease lease = Lease::reserve_or_claim();
        expand_on(lease, function, *backend, buffer.data(), length, 0);
      });
  std::printf("the system call, compared with the vDSO, without ChaCha20 (kVdsoBest):\n");
  print_threshold("the vDSO", "system call", 200, 400, by_vdso,
                  [](size_t length) { (void)sys::getrandom(buffer.data(), length, 0); });

  std::printf("nanoseconds for a request of n bytes to the vDSO (draw_cost):\n ");
  std::array<double, 6> cost{};
  for (size_t length = 1; length <= 5; ++length) {
    cost[length] = medians([&] { by_vdso(length); }, [] {})[0];
    std::printf(" %zu: %.2f", length, cost[length]);
  }
  const double each = (cost[5] - cost[1]) / 4;
  std::printf("; %.2f for each byte, plus a constant of %.2f times that\n", each, cost[1] / each - 1);
}
