// SPDX-License-Identifier: MIT
#include "tests/world/packages.hpp"

#include <set>
#include <stdexcept>

#include "tests/support/host/files.hpp"

namespace nacre::world {

using namespace nacre::test;

std::vector<Package> packages() {
  std::vector<Package> found;
  for (const Strings& row : table_rows(read_file(in_source("tests/world/packages")))) {
    const auto is_number = [](const std::string& text) {
      return !text.empty() && text.size() < 7 && text.find_first_not_of("0123456789") == text.npos;
    };
    if (row.size() != 6 || !is_number(row[3]) || !is_number(row[4]))
      throw std::runtime_error(
          "tests/world/packages: this row must have 6 columns, with numbers in columns 4 and 5: " +
          join(row, " "));
    const Strings needs = row[5] == "-" ? Strings() : split(row[5], ',');
    found.push_back({row[0], row[1], row[2], std::stoi(row[3]), std::stoi(row[4]), needs});
  }
  return found;
}

std::vector<Package> chosen(const std::vector<std::string>& names) {
  const std::vector<Package> all = packages();
  std::set<std::string> wanted(names.begin(), names.end()), unknown = wanted;
  std::string known;
  for (const Package& package : all) {
    unknown.erase(package.name);
    known += package.name + " ";
    if (names.empty()) wanted.insert(package.name);
  }
  if (!unknown.empty())
    throw std::runtime_error("no package '" + *unknown.begin() +
                             "' in tests/world/packages\n  help    NACRE_WORLD may name: " + known);
  std::vector<Package> found;
  // Backwards, because what a package needs comes before it.
  for (auto package = all.rbegin(); package != all.rend(); ++package) {
    if (!wanted.contains(package->name)) continue;
    wanted.insert(package->needs.begin(), package->needs.end());
    found.insert(found.begin(), *package);
  }
  return found;
}

bool KnownFailure::is_valid() const {
  static const std::set<std::string> causes{"ours",        "glibc", "musl",    "package",
                                            "environment", "root",  "unsteady"};
  return causes.contains(cause) && !reason.empty();
}

bool KnownFailure::describes(const std::string& name) const { return matches_name(test, name); }

std::vector<KnownFailure> known_failures(const std::string& text) {
  std::vector<KnownFailure> found;
  for (Strings row : table_rows(text)) {
    row.resize(std::max<size_t>(row.size(), 3));
    found.push_back({row[0], row[1], row[2], join({row.begin() + 3, row.end()}, " ")});
  }
  return found;
}

}  // namespace nacre::world
