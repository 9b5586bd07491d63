// SPDX-License-Identifier: MIT
// Reads the manual pages in libc/man and the symbols of a libc, for the tests in this directory.
#pragma once
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

using Names = std::set<std::string>;

// Returns the path of a page, such as "getrandom.3", in the source.
inline std::string page_path(std::string_view page) {
  return in_source("libc/man/" + std::string(page));
}

// Returns the file names of the pages of these sections: "37" means the sections 3 and 7.
inline std::vector<std::string> pages(std::string_view sections) {
  std::vector<std::string> found;
  for (const std::string& file : files_under(in_source("libc/man")))
    if (file[file.size() - 2] == '.' && sections.find(file.back()) != sections.npos)
      found.push_back(file);
  return found;
}

// A name in the NAME section of a page, with the section of the manual.
struct Documented {
  std::string name, section;
};
// Returns the names of the page at `path`.
inline std::vector<Documented> documented(const std::string& path) {
  std::vector<Documented> found;
  for (const std::string& line : lines(Command{in_source("libc/man/names"), path}.run().out))
    found.push_back({words(line).at(0), words(line).at(1)});
  return found;
}
// Returns the names of all pages of a section.
inline Names documented_in(std::string_view section) {
  Names names;
  for (const std::string& page : pages(section))
    for (const Documented& documented : documented(page_path(page))) names.insert(documented.name);
  return names;
}

// A symbol, and the member of an archive that defines it, as nm prints it: "ARCHIVE:MEMBER:ADDRESS".
struct ArchiveSymbol {
  std::string name, member;
};
// Returns the external symbols that an archive defines.
inline std::vector<ArchiveSymbol> symbols(const std::string& archive) {
  std::vector<ArchiveSymbol> found;
  for (const std::string& line : lines(Command{"nm", "-A", "-g", "--defined-only", archive}.run().out))
    if (const auto fields = words(line); fields.size() > 1) found.push_back({fields.back(), fields[0]});
  return found;
}
inline Names symbol_names(const std::string& archive) {
  Names names;
  for (const ArchiveSymbol& symbol : symbols(archive)) names.insert(symbol.name);
  return names;
}
// Returns the external symbols of stock (unpatched) musl.
inline const Names& symbols_of_musl() {
  static const Names names = symbol_names(in_build("stock/lib/libc.a"));
  return names;
}

// An injected fault: every `from` in a page is replaced by `to`.
struct Fault {
  const char *page, *from, *to;
  const char* message;  // what the check must report
};
// Writes the page with the fault to `folder`, and returns its path.
inline std::string with_fault(const TemporaryFolder& folder, const Fault& fault) {
  return folder.file(fault.page, replaced(read_file(page_path(fault.page)), fault.from, fault.to));
}
inline void PrintTo(const Fault& fault, std::ostream* stream) {
  *stream << fault.page << ": " << fault.message;
}

}  // namespace nacre::test
