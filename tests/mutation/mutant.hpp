// SPDX-License-Identifier: MIT
// A mutant is an error that is injected into a source to show that a test finds it. Files *.mutants
// describe the mutants. docs/testing.md#mutants explains their fields.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nacre::mutation {

// One replacement of a statement in a function. If `function` is empty, the whole file is searched.
struct Change {
  std::string function, statement, replacement;
};

class Mutant {
 public:
  // Throws std::runtime_error if a field is unknown, missing or in the wrong place.
  explicit Mutant(std::vector<std::pair<std::string, std::string>> fields);

  // All values of a field, in the order of the file.
  std::vector<std::string> values(std::string_view field) const;
  std::string name() const { return values("name").front(); }

  // Returns the text of a source with the changes of this mutant. Throws std::runtime_error if the
  // source does not contain a statement exactly once.
  std::string changed(std::string source) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
  std::vector<Change> changes_;
};

// The mutants in the text of a file *.mutants. Throws std::runtime_error if the text is invalid.
std::vector<Mutant> parse(const std::string& text);

// All mutants in the files *.mutants below a folder. Throws if two have the same name.
std::vector<Mutant> find_mutants(const std::filesystem::path& folder);

}  // namespace nacre::mutation
