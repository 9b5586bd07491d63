// SPDX-License-Identifier: MIT
// Checks a linked program or library. It must have no executable stack, no segment that is writable and
// executable, and no relocation in the text. It must have RELRO.
//
// BIND_NOW is not required. musl's loader binds all symbols before a program starts, with and without
// BIND_NOW. BIND_NOW would only make .got.plt read-only (full RELRO). In libc.so, only malloc and
// related functions are called through the PLT. musl's own build does not use BIND_NOW either.
#pragma once
#include "tests/libc/binaries/inject.hpp"

namespace nacre::test {

// kLibc is for libc.so, which must also need no other library and have no thread-local storage.
enum class Kind { kProgram, kLibc };

inline Problems problems_of_linked(const std::string& path, Kind kind = Kind::kProgram) {
  Problems problems;
  Names seen;
  const LinkedFile file = read_linked(path);
  for (const auto& [type, flags] : file.segments) {
    seen.insert(type);
    const bool executable = flags.find('E') != flags.npos;
    if (type == "GNU_STACK" && executable) problems.push_back("the stack is executable");
    if (type == "LOAD" && executable && flags.find('W') != flags.npos)
      problems.push_back("a segment is writable and executable");
    if (type == "TLS" && kind == Kind::kLibc) problems.push_back("it has thread-local storage");
  }
  for (const std::string& entry : file.dynamic) {
    if (entry.find("TEXTREL") != entry.npos) problems.push_back("there are relocations in the text");
    if (entry.find("(NEEDED)") != entry.npos && kind == Kind::kLibc)
      problems.push_back("it needs the library " + words(entry).back());
  }
  if (!seen.count("LOAD")) problems.push_back("no segment to check");
  if (!seen.count("GNU_STACK")) problems.push_back("no GNU_STACK, so the stack is executable");
  if (!seen.count("GNU_RELRO")) problems.push_back("nothing is read-only after relocation");
  return problems;
}

}  // namespace nacre::test
