// SPDX-License-Identifier: MIT
#include "tests/support/host/readelf.hpp"

#include <cctype>
#include <cstdlib>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {
namespace {

std::vector<std::string> readelf(const char* option, const std::vector<std::string>& paths) {
  const Output output = Command{"readelf", option, "-W"}.add(paths).set("LC_ALL", "C").run();
  return lines(output.out);
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// Reads a line of readelf -S:
// [number] name type address offset size entry-size [flags] link info alignment
bool parse_section(const std::string& line, ObjectFile& file) {
  const size_t open = line.find_first_not_of(' ');
  const size_t close = line.find(']');
  if (open == line.npos || line[open] != '[' || close == line.npos || !isdigit(line[close - 1]))
    return false;
  const std::vector<std::string> columns = words(line.substr(close + 1));
  if (columns.size() < 9) return false;
  file.sections.push_back({columns[0], columns.size() == 10 ? columns[6] : "",
                           std::strtoull(columns[4].c_str(), nullptr, 16)});
  return true;
}

// Reads a line of readelf -s:
// number: value size type binding visibility [other] section name
bool parse_symbol(std::string line, std::vector<Symbol>& symbols) {
  const size_t open = line.find('['), close = line.find(']');  // [other], only on ppc64
  if (open != line.npos && close != line.npos && open < close) line.erase(open, close - open + 1);
  const std::vector<std::string> columns = words(line);
  if (columns.size() < 8 || columns[0].back() != ':' ||
      !is_number(columns[0].substr(0, columns[0].size() - 1)))
    return false;
  symbols.push_back({columns[2], columns[3], columns[4], columns[5], columns[6], columns[7]});
  return true;
}

}  // namespace

std::vector<ObjectFile> read_objects(const std::vector<std::string>& paths) {
  std::vector<ObjectFile> files;
  if (paths.size() == 1) files.push_back({paths[0], {}, {}});
  for (const std::string& line : readelf("-Ss", paths)) {
    if (line.starts_with("File: ")) {
      std::string name = line.substr(6);
      const size_t member = name.rfind('(');
      if (member != name.npos && name.back() == ')')
        name = name.substr(member + 1, name.size() - member - 2);
      // With a single path, readelf prints this line only if the path is an archive. Then the entry for
      // the path itself is removed.
      if (files.size() == 1 && files[0].sections.empty()) files.clear();
      files.push_back({name, {}, {}});
    } else if (!files.empty() && !parse_section(line, files.back())) {
      parse_symbol(line, files.back().symbols);
    }
  }
  return files;
}

std::vector<Symbol> dynamic_symbols(const std::string& path) {
  std::vector<Symbol> symbols;
  for (const std::string& line : readelf("--dyn-syms", {path})) parse_symbol(line, symbols);
  return symbols;
}

LinkedFile read_linked(const std::string& path) {
  LinkedFile file;
  for (const std::string& line : readelf("-ld", {path})) {
    const std::vector<std::string> columns = words(line);
    // A segment is: type offset address address size size flags... alignment
    if (columns.size() > 6 && columns[1].starts_with("0x") && isupper(columns[0][0])) {
      Segment segment{columns[0], ""};
      for (size_t i = 6; i + 1 < columns.size(); ++i) segment.flags += columns[i];
      file.segments.push_back(segment);
    } else if (line.starts_with(" 0x")) {
      file.dynamic.push_back(line);
    }
  }
  return file;
}

}  // namespace nacre::test
