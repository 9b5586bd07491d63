// SPDX-License-Identifier: MIT
// Reads the properties of this machine.
#include "bench/merge/machine.hpp"

#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include <fstream>

namespace merge {
namespace {

std::string first_line(const std::string& file, const std::string& otherwise) {
  std::ifstream in(file);
  std::string line;
  return std::getline(in, line) && !line.empty() ? line : otherwise;
}

std::string cpu_model() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  return "unknown";
}

std::string date() {
  const time_t now = time(nullptr);
  tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc);
  return text;
}

}  // namespace

Machine this_machine() {
  utsname system{};
  uname(&system);
  return {
      {"cpu", cpu_model()},
      {"cpus", std::to_string(sysconf(_SC_NPROCESSORS_ONLN))},
      {"governor", first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "not readable")},
      {"kernel", std::string(system.sysname) + " " + system.release + " " + system.machine},
      {"date", date()},
  };
}

}  // namespace merge
