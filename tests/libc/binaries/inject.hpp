// SPDX-License-Identifier: MIT
// Helpers for the tests of libc.a and libc.so in this folder. They list the members and symbols of
// a library. They also compile objects with injected faults, so that a test can show that its checker
// reports the fault.
#pragma once
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/readelf.hpp"

namespace nacre::test {

using Names = std::set<std::string>;
using Problems = std::vector<std::string>;

// Returns the names that libc.a may leave undefined.
inline Names may_be_undefined() {
  Names names;
  for (const Strings& row :
       table_rows(read_file(in_source("tests/libc/binaries/allowed-undefined-names"))))
    names.insert(row[0]);
  return names;
}

// Returns the C functions that have a manual page in libc/man.
inline const Names& documented() {
  static const Names names = [] {
    Names found;
    Command command{in_source("libc/man/names")};
    for (const std::string& page : files_under(in_source("libc/man"), ".3"))
      command.add({in_source("libc/man/" + page)});
    for (const std::string& line : lines(command.run().out)) {
      const std::string name = words(line)[0];
      if (name.find("::") == name.npos) found.insert(name);
    }
    return found;
  }();
  EXPECT_GT(names.size(), 50U);
  return names;
}

// Returns the members of libc.a.
inline const std::vector<ObjectFile>& libc_members() {
  static const std::vector<ObjectFile> all = read_objects({in_sysroot("lib/libc.a")});
  return all;
}
// Returns the members of libc.a that are compiled from nacre's sources, not from musl's.
inline std::vector<ObjectFile> nacre_members() {
  std::vector<ObjectFile> own;
  for (const ObjectFile& member : libc_members())
    if (member.name.ends_with(".nacre.o")) own.push_back(member);
  return own;
}

// Returns the public names of archives and objects. A name with hidden visibility in one of the files is
// not public.
inline Names public_names(const std::vector<std::string>& paths) {
  Names hidden, seen;
  for (const ObjectFile& file : read_objects(paths))
    for (const Symbol& symbol : file.symbols)
      if (symbol.is_global()) {
        if (symbol.is_hidden())
          hidden.insert(symbol.name);
        else if (symbol.is_defined())
          seen.insert(symbol.name);
      }
  return without(seen, hidden);
}

// Succeeds if one of the problems matches the pattern. A test uses this to check that a checker reports
// an injected fault.
inline testing::AssertionResult finds(const Problems& problems, const std::string& pattern) {
  for (const std::string& problem : problems)
    if (matches(problem, pattern)) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << "no '" << pattern << "' among " << problems.size() << " problems:\n"
         << join(problems, "\n");
}

// The base of tests that compile sources with faults.
class Injection : public testing::Test {
 protected:
  // Compiles `text` with the sysroot's gcc, and returns the path of the object.
  std::string compile(const std::string& text, const std::string& language,
                      const std::vector<std::string>& options = {},
                      const std::string& out = "injected.o") const {
    const Command gcc{in_sysroot(language == "c++" ? "bin/nacre-g++" : "bin/nacre-gcc")};
    EXPECT_TRUE(succeeds(Command(gcc)
                             .add(options)
                             .add({"-x", language, "-c", "-", "-o", folder.path(out)})
                             .input(text + "\n")));
    return folder.path(out);
  }
  // Makes an archive with two members: one without fault, and one that is compiled from `text`.
  std::string archive(const std::string& text, const std::string& language,
                      const std::vector<std::string>& options = {}) const {
    const std::string file = folder.path("injected.a");
    const std::string good = compile("int good(void) { return 0; }", "c", {"-O2"}, "good.o");
    EXPECT_TRUE(succeeds(Command{"ar", "rc", file, good, compile(text, language, options)}));
    return file;
  }
  const TemporaryFolder folder;
};

}  // namespace nacre::test
