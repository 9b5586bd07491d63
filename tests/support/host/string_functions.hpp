// SPDX-License-Identifier: MIT
// The string functions of libc/string that this build has.
#pragma once
#include <set>
#include <string>

#include "tests/support/host/files.hpp"

namespace nacre::test {

inline const std::set<std::string>& string_functions() {
  static const std::set<std::string> names = [] {
    std::set<std::string> found;
    for (const std::string& path : lines(read_file(in_build("obj/replaced"))))
      if (path.starts_with("src/string/")) found.insert(path.substr(path.rfind('/') + 1));
    return found;
  }();
  return names;
}

// Those of them that contain vectors. The others only call functions of libc/string.
inline std::set<std::string> string_functions_with_vectors() {
  std::set<std::string> found;
  for (const std::string& name : string_functions())
    if (read_file(in_source("libc/string/" + name + ".cpp")).find("\nNACRE_STRING_FUNCTION") !=
        std::string::npos)
      found.insert(name);
  return found;
}

// Whether a member of nacre's or musl's libc.a, such as strlen_sse2.nacre.o, defines one of them.
inline bool defines_string_function(const std::string& member) {
  return string_functions().contains(member.substr(0, member.find_first_of("_.")));
}

}  // namespace nacre::test
