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

// Returns the value of the first line of /proc/cpuinfo with this name, or an empty string.
std::string cpuinfo(const std::string& name) {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const size_t colon = line.find(": ");
    if (colon != std::string::npos &&
        line.substr(0, line.find_last_not_of("\t ", colon - 1) + 1) == name)
      return line.substr(colon + 2);
  }
  return "";
}

// Returns the name of the folder in bench/results with the results of this kind of processor.
std::string processor(const std::string& machine) {
  const std::string vendor = cpuinfo("vendor_id"), implementer = cpuinfo("CPU implementer");
  const std::string brand = vendor == "GenuineIntel"   ? "intel"
                            : vendor == "AuthenticAMD" ? "amd"
                                                       : machine;
  if (!cpuinfo("cpu family").empty())
    return brand + "-family-" + cpuinfo("cpu family") + "-model-" + cpuinfo("model");
  if (!implementer.empty())
    return machine + "-implementer-" + implementer + "-part-" + cpuinfo("CPU part");
  return machine;
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
  const std::string model = cpuinfo("model name");
  return {
      {"cpu", model.empty() ? "unknown" : model},
      {"processor", processor(system.machine)},
      {"cpus", std::to_string(sysconf(_SC_NPROCESSORS_ONLN))},
      {"governor", first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "not readable")},
      {"kernel", std::string(system.sysname) + " " + system.release + " " + system.machine},
      {"date", date()},
  };
}

}  // namespace merge
