// SPDX-License-Identifier: MIT
// Reads the mappings of this process from /proc/self/smaps and /proc/self/maps.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

namespace test {

struct Mapping {
  std::string first_line;  // addresses, permissions and name; empty if nothing is mapped
  std::string flags;       // VmFlags of /proc/PID/smaps: flags of two letters

  bool has_flag(const std::string& flag) const {
    return (flags + ' ').find(' ' + flag + ' ') != std::string::npos;
  }
};

// Returns the mapping that contains this address.
inline Mapping mapping_of(const volatile void* address) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  std::ifstream smaps("/proc/self/smaps");
  Mapping found;
  bool here = false;
  for (std::string line; std::getline(smaps, line);) {
    std::uintptr_t from = 0, to = 0;
    char dash = 0;
    std::istringstream words(line);
    if (line.find('-') < line.find(' ') && words >> std::hex >> from >> dash >> to) {
      here = from <= wanted && wanted < to;
      if (here) found.first_line = line;
    } else if (here && line.rfind("VmFlags:", 0) == 0) {
      found.flags = line.substr(8);
    }
  }
  return found;
}

// Counts the mappings whose line contains `part`. Uses no heap, which might create a mapping.
inline int count_mappings(const char* part = "") {
  const int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  int count = 0;
  char line[512], bytes[1024];
  std::size_t filled = 0;
  for (ssize_t length; (length = read(maps, bytes, sizeof bytes)) > 0;)
    for (ssize_t i = 0; i < length; ++i) {
      if (bytes[i] != '\n') {
        if (filled < sizeof line - 1) line[filled++] = bytes[i];
        continue;
      }
      line[filled] = 0;
      count += std::strstr(line, part) != nullptr;
      filled = 0;
    }
  close(maps);
  return count;
}

}  // namespace test
