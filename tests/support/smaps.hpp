// SPDX-License-Identifier: MIT
// Reads /proc/self/smaps and similar files.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace test {

// A mapping, as /proc/self/smaps describes it.
struct Vma {
  std::uintptr_t start = 0, end = 0;
  std::string flags;                      // flags of two letters, each between spaces
  std::map<std::string, long> kibibytes;  // the lines with a size: Rss, LazyFree, ...
  bool has(const char* flag) const { return flags.find(" " + std::string(flag) + " ") != flags.npos; }
};

// Returns the mappings that overlap the given pages, in order.
inline std::vector<Vma> mappings_in(const void* pages, std::size_t length) {
  const auto start = reinterpret_cast<std::uintptr_t>(pages);
  std::vector<Vma> found;
  std::FILE* smaps = std::fopen("/proc/self/smaps", "re");
  if (smaps == nullptr) return found;
  char line[1024], name[64];
  bool inside = false;
  for (unsigned long from, to; std::fgets(line, sizeof line, smaps) != nullptr;) {
    if (std::sscanf(line, "%lx-%lx ", &from, &to) == 2) {
      inside = from < start + length && to > start;
      if (inside) found.push_back({from, to, {}, {}});
      continue;
    }
    if (!inside) continue;
    long value = 0;
    char unit[4];
    if (std::strncmp(line, "VmFlags:", 8) == 0) {
      found.back().flags = line + 8;
      found.back().flags.back() = ' ';
    } else if (std::sscanf(line, "%63[^:]: %ld %3s", name, &value, unit) == 3) {
      found.back().kibibytes[name] = value;
    }
  }
  std::fclose(smaps);
  return found;
}

// Returns the mapping that contains this address, or an empty one.
inline Vma mapping_of(const void* address) {
  const auto found = mappings_in(address, 1);
  return found.empty() ? Vma{} : found.front();
}

// Returns a value of /proc/self/status or /proc/meminfo in kibibytes, or -1 if the line is missing.
inline long kibibytes_of(const char* file, const std::string& name) {
  std::FILE* lines = std::fopen(file, "re");
  long value = -1;
  char line[256];
  while (lines != nullptr && std::fgets(line, sizeof line, lines) != nullptr)
    if (line == std::strstr(line, (name + ":").c_str()))
      std::sscanf(line + name.size() + 1, "%ld", &value);
  if (lines != nullptr) std::fclose(lines);
  return value;
}

}  // namespace test
