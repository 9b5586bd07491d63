// SPDX-License-Identifier: MIT
// Parses files *.mutants, and makes the changes that they describe.
#include "tests/mutation/mutant.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

#include "tests/mutation/source.hpp"

namespace nacre::mutation {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kOnce[] = {"name", "file", "why"};
constexpr std::string_view kAtMostOnce[] = {"hazard", "program"};
constexpr std::string_view kRepeated[] = {"function", "statement", "replace_by", "killed_by"};

bool is_one_of(std::string_view field, const auto& list) {
  return std::find(std::begin(list), std::end(list), field) != std::end(list);
}

std::string trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

Mutant::Mutant(Fields fields) : fields_(std::move(fields)) {
  std::string function;
  bool is_open = false;  // the last field was a statement, so the next one must be its replace_by
  for (const auto& [field, value] : fields_) {
    if (!is_one_of(field, kOnce) && !is_one_of(field, kAtMostOnce) && !is_one_of(field, kRepeated))
      throw std::runtime_error("unknown field '" + field + "'");
    if (is_one_of(field, kAtMostOnce) && values(field).size() > 1)
      throw std::runtime_error("more than one field '" + field + "'");
    if (is_open != (field == "replace_by"))
      throw std::runtime_error("each statement, and no other field, must be followed by replace_by");
    if (field == "function") function = value;
    if (field == "statement") changes_.push_back({function, value, ""});
    if (field == "replace_by") changes_.back().replacement = value;
    is_open = field == "statement";
  }
  for (const std::string_view field : kOnce)
    if (values(field).size() != 1)
      throw std::runtime_error("need exactly one field '" + std::string(field) + "'");
  if (changes_.empty() || is_open || values("killed_by").empty())
    throw std::runtime_error("statement, replace_by and killed_by are required");
}

std::vector<std::string> Mutant::values(std::string_view field) const {
  std::vector<std::string> found;
  for (const auto& [name, value] : fields_)
    if (name == field) found.push_back(value);
  return found;
}

std::string Mutant::changed(std::string source) const {
  for (const Change& change : changes_)
    source = replace_statement(source, change.function, change.statement, change.replacement);
  return source;
}

std::vector<Mutant> parse(const std::string& text) {
  std::vector<Mutant> mutants;
  Fields fields;
  const auto end_of_mutant = [&] {
    if (!fields.empty()) mutants.emplace_back(std::exchange(fields, {}));
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    if (trimmed(line).empty()) {
      end_of_mutant();
    } else if (line[0] == ' ' && !fields.empty()) {
      fields.back().second += "\n" + trimmed(line);
    } else if (const size_t colon = line.find(':'); colon != std::string::npos) {
      fields.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    } else {
      throw std::runtime_error("not a field: " + line);
    }
  }
  end_of_mutant();
  return mutants;
}

std::vector<Mutant> find_mutants(const std::filesystem::path& folder) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".mutants") files.insert(entry.path());

  std::vector<Mutant> mutants;
  std::set<std::string> names;
  for (const auto& file : files) try {
      std::ifstream stream(file);
      for (const Mutant& mutant : parse({std::istreambuf_iterator<char>(stream), {}})) {
        if (!names.insert(mutant.name()).second)
          throw std::runtime_error("two mutants have the name " + mutant.name());
        mutants.push_back(mutant);
      }
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(file.string() + ": " + error.what());
    }
  return mutants;
}

}  // namespace nacre::mutation
