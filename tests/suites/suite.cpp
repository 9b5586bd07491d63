// SPDX-License-Identifier: MIT
#include "tests/suites/suite.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/support/host/files.hpp"

namespace nacre::suites {

using namespace nacre::test;

namespace {

std::string folder_of(const char* variable, const std::string& otherwise) {
  const char* value = getenv(variable);
  return value == nullptr ? otherwise : value;
}

// Returns the last columns of a row, from `first` on.
std::string rest(const Strings& row, size_t first) {
  return first >= row.size() ? "" : join({row.begin() + static_cast<long>(first), row.end()}, " ");
}

[[noreturn]] void bad_row(const std::string& table, const Strings& row, const std::string& help) {
  throw std::runtime_error("tests/suites/" + table + ": bad row: " + join(row, " ") + "\n  help    " +
                           help);
}

}  // namespace

std::string in_tables(const std::string& path) {
  return folder_of("NACRE_SUITES", in_source("tests/suites")) + "/" + path;
}
std::string in_results(const std::string& path) {
  return folder_of("NACRE_SUITES_RESULTS", in_build("suites")) + "/" + path;
}

Tier tier_of(const std::string& name) {
  if (name == "sample") return Tier::sample;
  if (name == "quick") return Tier::quick;
  if (name == "full" || name.empty()) return Tier::full;
  throw std::runtime_error("no TIER=" + name + "\n  help    use sample, quick or full");
}

std::vector<Suite> chosen(const std::vector<std::string>& names) {
  std::vector<Suite> found;
  std::set<std::string> unknown(names.begin(), names.end());
  std::string known;
  for (const Strings& row : table_rows(read_file(in_tables("suites")))) {
    if (row.size() != 3) bad_row("suites", row, "a row has 3 columns");
    if (row[2] != "yes" && row[2] != "no") bad_row("suites", row, "the column sample is yes or no");
    known += row[0] + " ";
    if (names.empty() || unknown.erase(row[0]) != 0)
      found.push_back({row[0], split(row[1], ','), row[2] == "yes"});
  }
  if (!unknown.empty())
    throw std::runtime_error("no suite '" + *unknown.begin() +
                             "' in tests/suites/suites\n  help    SUITES may name: " + known);
  return found;
}

std::vector<Excluded> excluded() {
  std::vector<Excluded> found;
  for (const Strings& row : table_rows(read_file(in_tables("excluded")))) {
    if (row.size() < 3) bad_row("excluded", row, "a row has a suite, a test and a reason");
    found.push_back({row[0], row[1], rest(row, 2)});
  }
  return found;
}

bool describes(const std::vector<Excluded>& rows, const std::string& suite, const std::string& test) {
  return std::any_of(rows.begin(), rows.end(), [&](const Excluded& row) {
    return row.suite == suite && matches_name(row.test, test);
  });
}

bool Known::describes(const std::string& name, const std::string& libc) const {
  return (libcs == "both" || libcs == libc) && matches_name(test, name);
}

std::vector<Known> known_failures(const std::string& text) {
  static const std::set<std::string> libcs{"nacre", "nacre-dynamic", "both"},
      causes{"musl", "absent", "package", "environment", "unsteady"};
  std::vector<Known> found;
  for (const Strings& row : table_rows(text)) {
    if (row.size() < 4) bad_row("known", row, "a row has a test, libcs, a cause and a reason");
    if (!libcs.contains(row[1])) bad_row("known", row, "libcs is nacre, nacre-dynamic or both");
    if (!causes.contains(row[2]))
      bad_row("known", row, "the cause is one of: " + join({causes.begin(), causes.end()}, " "));
    found.push_back({row[0], row[1], row[2], rest(row, 3)});
  }
  return found;
}

}  // namespace nacre::suites
