// SPDX-License-Identifier: MIT
#pragma once

namespace merge {

// The processor time that other programs used during the measurement. It shows how reliable the figures
// are.
class CpuUse {
 public:
  CpuUse();  // from now on

  // Processors on average: by other programs than this and those it ran, and by the host of a virtual
  // machine (the time that the kernel calls stolen).
  double by_others() const;
  double by_host() const;

 private:
  // Seconds since the machine or the program started.
  struct Seconds {
    double clock, busy, own, stolen;
  };
  static Seconds now();

  Seconds start_;
};

}  // namespace merge
