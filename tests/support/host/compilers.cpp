// SPDX-License-Identifier: MIT
#include "tests/support/host/compilers.hpp"

#include <filesystem>

namespace nacre::test {

Command machine_cc(std::vector<std::string> words) {
  return Command{nacre::test::words(setting("CC"))}.add(std::move(words));
}

std::string machine_library_folder() {
  const std::vector<std::string> printed =
      lines(machine_cc({"-print-file-name=libBrokenLocale.a"}).run().out);
  const std::filesystem::path archive = printed.empty() ? "" : printed[0];
  if (!archive.is_absolute())
    ADD_FAILURE()
        << "the compiler does not find libBrokenLocale.a, which glibc's development package contains";
  return archive.parent_path();
}

}  // namespace nacre::test
