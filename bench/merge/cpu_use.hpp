// SPDX-License-Identifier: MIT
// Measures the load on the machine during a benchmark.
#pragma once

namespace merge {

// The processor time that other programs used since the object was created. It shows how reliable the
// figures of a benchmark are.
class CpuUse {
 public:
  CpuUse();

  // Returns the average number of processors that other programs used. This program and its children do
  // not count.
  double by_others() const;
  // Returns the average number of processors that the host of a virtual machine used (steal time).
  double by_host() const;

 private:
  // Seconds since the start of the machine (`clock`, `busy`, `stolen`) or of this program (`own`).
  struct Seconds {
    double clock, busy, own, stolen;
  };
  static Seconds now();

  Seconds start_;
};

}  // namespace merge
