// SPDX-License-Identifier: MIT
// Reads the processor time from /proc/stat and getrusage.
#include "bench/merge/cpu_use.hpp"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace merge {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double used_by(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

CpuUse::Seconds CpuUse::now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  // The first line of /proc/stat (proc_stat(5)), in clock ticks.
  std::string cpu;
  double user = 0, nice = 0, system = 0, idle = 0, waiting = 0, hard = 0, soft = 0, stolen = 0;
  std::ifstream("/proc/stat") >> cpu >> user >> nice >> system >> idle >> waiting >> hard >> soft >>
      stolen;
  const auto tick = static_cast<double>(sysconf(_SC_CLK_TCK));
  return {static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9,
          (user + nice + system + hard + soft) / tick, used_by(RUSAGE_SELF) + used_by(RUSAGE_CHILDREN),
          stolen / tick};
}

CpuUse::CpuUse() : start_(now()) {}

double CpuUse::by_others() const {
  const Seconds end = now();
  const double others = (end.busy - start_.busy) - (end.own - start_.own);
  return std::max(0.0, others / (end.clock - start_.clock));
}

double CpuUse::by_host() const {
  const Seconds end = now();
  return (end.stolen - start_.stolen) / (end.clock - start_.clock);
}

}  // namespace merge
