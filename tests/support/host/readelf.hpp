// SPDX-License-Identifier: MIT
// Reads object files, archives and linked files with readelf, for the tests *_host_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace nacre::test {

struct Section {
  std::string name, flags;
  uint64_t size;
};

// The columns of readelf -s.
struct Symbol {
  std::string size, type, binding, visibility, section, name;
  // Returns whether other files can refer to the symbol.
  bool is_global() const { return binding == "GLOBAL" || binding == "WEAK" || binding == "UNIQUE"; }
  bool is_defined() const { return section != "UND"; }
  bool is_hidden() const { return visibility != "DEFAULT" && visibility != "PROTECTED"; }
};

// An object file, which may be a member of an archive.
struct ObjectFile {
  std::string name;  // the name of the member, or the path of the file
  std::vector<Section> sections;
  std::vector<Symbol> symbols;
};

// Reads object files, and the members of archives. Symbols without a name are left out.
std::vector<ObjectFile> read_objects(const std::vector<std::string>& paths);
// Returns the dynamic symbols of a shared library. Their names include the versions.
std::vector<Symbol> dynamic_symbols(const std::string& path);

struct Segment {
  std::string type, flags;  // flags: R, W, E
};
struct LinkedFile {
  std::vector<Segment> segments;
  std::vector<std::string> dynamic;  // the lines of the dynamic section
};
LinkedFile read_linked(const std::string& path);

}  // namespace nacre::test
