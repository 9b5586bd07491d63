// SPDX-License-Identifier: MIT
// What readelf prints of object files, archives and linked files, for the tests *_host_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace nacre::test {

struct Section {
  std::string name, flags;
  uint64_t size;
};

struct Symbol {
  std::string size, type, binding, visibility, section, name;
  // Can other files refer to it?
  bool is_global() const { return binding == "GLOBAL" || binding == "WEAK" || binding == "UNIQUE"; }
  bool is_defined() const { return section != "UND"; }
  bool is_hidden() const { return visibility != "DEFAULT" && visibility != "PROTECTED"; }
};

struct ObjectFile {
  std::string name;  // the member of an archive, or the path
  std::vector<Section> sections;
  std::vector<Symbol> symbols;
};

// Object files, and the members of archives. Symbols without a name are left out.
std::vector<ObjectFile> read_objects(const std::vector<std::string>& paths);
// The dynamic symbols of a shared library, with the versions in their names.
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
