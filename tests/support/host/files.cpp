// SPDX-License-Identifier: MIT
#include "tests/support/host/files.hpp"

#include <fnmatch.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace fs = std::filesystem;

namespace nacre::test {

namespace {

std::string in_folder(std::string folder, std::string_view path) {
  return path.empty() ? folder : folder + "/" + std::string(path);
}

}  // namespace

std::string in_source(std::string_view path) { return in_folder(NACRE_SOURCE, path); }
std::string in_build(std::string_view path) {
  const char* other = getenv("NACRE_BUILD");
  return in_folder(other == nullptr ? NACRE_BUILD : other, path);
}
std::string in_sysroot(std::string_view path) { return in_build("sysroot/" + std::string(path)); }

std::string setting(std::string_view name) {
  const std::string start = std::string(name) + " := ";
  for (const std::string& line : lines(read_file(in_build("config.mk"))))
    if (line.compare(0, start.size(), start) == 0) return line.substr(start.size());
  return "";
}

std::string kernel_headers() {
  const std::string given = setting("WITH_KERNEL_HEADERS");
  return given.empty() ? in_build("kernel-headers") : given;
}

bool exists(const std::string& path) { return fs::exists(path); }

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    ADD_FAILURE() << "cannot read " << path;
    return "";
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const std::string& path, std::string_view text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) ADD_FAILURE() << "cannot write " << path;
}

std::string part_of(const std::string& path) { return path + ".part." + std::to_string(getpid()); }

void replace_file(const std::string& path, std::string_view text, fs::perms permissions) {
  const std::string part = part_of(path);
  write_file(part, text);
  fs::permissions(part, permissions);
  fs::rename(part, path);
}

std::vector<std::string> files_under(const std::string& folder, std::string_view ending) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = fs::relative(entry.path(), folder).string();
    if (entry.is_regular_file() && path.size() >= ending.size() &&
        path.compare(path.size() - ending.size(), ending.size(), ending) == 0)
      found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> parts = split(text, '\n');
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

std::vector<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) joined.append(part).append(separator);
  if (!parts.empty()) joined.resize(joined.size() - separator.size());
  return joined;
}

std::vector<Strings> table_rows(std::string_view text) {
  std::vector<Strings> rows;
  for (const std::string& line : lines(text))
    if (Strings row = words(line); !row.empty() && row[0][0] != '#') rows.push_back(std::move(row));
  return rows;
}

std::set<std::string> captures(std::string_view text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex expression(pattern);
  for (const std::string& line : lines(text))
    for (std::sregex_iterator match(line.begin(), line.end(), expression), end; match != end; ++match)
      found.insert((*match)[1]);
  return found;
}

bool matches_name(const std::string& pattern, const std::string& name) {
  std::string escaped;  // for fnmatch, which has other special characters too
  for (const char c : pattern)
    escaped += (c == '[' || c == '?' || c == '\\' ? "\\" : "") + std::string(1, c);
  return fnmatch(escaped.c_str(), name.c_str(), 0) == 0;
}

std::set<std::string> without(const std::set<std::string>& all, const std::set<std::string>& removed) {
  std::set<std::string> rest;
  std::set_difference(all.begin(), all.end(), removed.begin(), removed.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  size_t at = text.find(from);
  if (at == text.npos) ADD_FAILURE() << "nothing to replace: " << from;
  for (; at != text.npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::string recipe(const std::string& page, std::string_view name) {
  std::string found;
  bool inside = false;
  for (const std::string& line : lines(read_file(page))) {
    if (line.compare(0, 3, "```") == 0)
      inside = line == "```sh " + std::string(name);
    else if (inside)
      found += line + "\n";
  }
  if (found.empty()) ADD_FAILURE() << page << " has no recipe " << name;
  return found;
}

TemporaryFolder::TemporaryFolder() : path_(in_build("tests/folder.XXXXXX")) {
  if (mkdtemp(path_.data()) == nullptr) abort();
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TemporaryFolder::file(std::string_view name, std::string_view text) const {
  write_file(path(name), text);
  return path(name);
}

}  // namespace nacre::test
