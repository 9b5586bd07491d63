// SPDX-License-Identifier: MIT
// Lists mutants (injected errors, mutant.hpp), prints their fields, and applies them to the sources.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/mutation/mutant.hpp"

namespace {

using nacre::mutation::Mutant;
namespace fs = std::filesystem;

constexpr char kUsage[] =
    "Usage: mutants FOLDER COMMAND, with the mutants in the files *.mutants below FOLDER\n"
    "  list              prints their names\n"
    "  show NAME FIELD   prints the values of a field, one per line\n"
    "  apply NAME ROOT   applies a mutant to its source below ROOT\n"
    "  check ROOT        tries to apply each mutant, and changes nothing\n";

const Mutant& find(const std::vector<Mutant>& mutants, const std::string& name) {
  for (const Mutant& mutant : mutants)
    if (mutant.name() == name) return mutant;
  throw std::runtime_error("there is no mutant '" + name + "'; `mutants FOLDER list` prints all names");
}

fs::path file_of(const Mutant& mutant, const fs::path& root) {
  return root / mutant.values("file").front();
}

std::string changed(const Mutant& mutant, const fs::path& root) try {
  std::ifstream stream(file_of(mutant, root));
  if (!stream) throw std::runtime_error("cannot be read");
  return mutant.changed({std::istreambuf_iterator<char>(stream), {}});
} catch (const std::runtime_error& error) {
  throw std::runtime_error(mutant.name() + ": " + file_of(mutant, root).string() + ": " + error.what());
}

void change_file(const Mutant& mutant, const fs::path& root) {
  const std::string text = changed(mutant, root);
  std::ofstream stream(file_of(mutant, root));
  stream << text;
  if (!stream.flush()) throw std::runtime_error(file_of(mutant, root).string() + ": cannot be written");
}

int check(const std::vector<Mutant>& mutants, const fs::path& root) {
  size_t applied = 0;
  for (const Mutant& mutant : mutants) try {
      (void)changed(mutant, root);
      ++applied;
    } catch (const std::runtime_error& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
  std::printf("%zu of %zu mutants apply\n", applied, mutants.size());
  return applied == mutants.size() && applied > 0 ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  const std::vector<Mutant> mutants = nacre::mutation::find_mutants(words[0]);
  if (words[1] == "list" && words.size() == 2)
    for (const Mutant& mutant : mutants) std::puts(mutant.name().c_str());
  else if (words[1] == "show" && words.size() == 4)
    for (const std::string& value : find(mutants, words[2]).values(words[3])) std::puts(value.c_str());
  else if (words[1] == "apply" && words.size() == 4)
    change_file(find(mutants, words[2]), words[3]);
  else if (words[1] == "check" && words.size() == 3)
    return check(mutants, words[2]);
  else
    throw std::runtime_error(kUsage);
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 2) throw std::runtime_error(kUsage);
  return run(words);
} catch (const std::exception& error) {
  std::fprintf(stderr, "mutants: %s\n", error.what());
  return 1;
}
