// SPDX-License-Identifier: MIT
// The header sweep: compiles each kernel header of linux/, asm/ and asm-generic/ alone, and each pair of
// a kernel header and a libc header in tests/headers/pairs in both orders, in every mode of
// tests/headers/modes. What nacre rejects is also compiled with the baselines: the host's glibc and
// stock musl. It is a regression if a baseline accepts it.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/parallel.hpp"

namespace nacre::test {

// The rows of a table in tests/headers.
inline std::vector<Strings> table(const std::string& name) {
  return table_rows(read_file(in_source("tests/headers/" + name)));
}

inline Strings kernel_header_names() {
  Strings found;
  for (const std::string folder : {"asm", "asm-generic", "linux"})
    for (const std::string& header : files_under(kernel_headers() + "/" + folder, ".h"))
      found.push_back(folder + "/" + header);
  return found;
}

// Returns the compilations as "MODE HEADER [HEADER]". If `every` is more than 1, returns only one of
// `every` compilations, from all modes in turn.
inline Strings compilations(size_t every = 1) {
  Strings includes = kernel_header_names();
  for (const Strings& row : table("pairs"))
    for (size_t i = 1; i < row.size(); ++i) {
      includes.push_back(row[0] + " " + row[i]);
      includes.push_back(row[i] + " " + row[0]);
    }
  const std::vector<Strings> modes = table("modes");
  Strings found;
  for (size_t n = 0; n < includes.size(); ++n)
    for (size_t m = 0; m < modes.size(); ++m)
      if ((n * modes.size() + m + n / every) % every == 0)
        found.push_back(modes[m][0] + " " + includes[n]);
  return found;
}

// Returns the compilations that a compiler rejects. One run of the compiler reads up to 40 sources,
// which is several times faster than a run for each.
inline StringSet rejected(const Strings& list, const Strings& compiler) {
  const TemporaryFolder folder;
  std::map<std::string, Strings> files_of_mode;
  std::vector<Strings> batches;  // arguments and files
  for (size_t n = 0; n < list.size(); ++n) {
    const Strings parts = words(list[n]);
    std::string source;
    for (size_t i = 1; i < parts.size(); ++i) source += "#include <" + parts[i] + ">\n";
    folder.file(std::to_string(n) + ".c", source + "int nacre_unused;\n");
    files_of_mode[parts[0]].push_back(std::to_string(n) + ".c");
  }
  for (const Strings& mode : table("modes")) {
    const Strings& files = files_of_mode[mode[0]];
    for (size_t begin = 0; begin < files.size(); begin += 40) {
      Strings batch(mode.begin() + 1, mode.end());
      batch.insert(batch.end(), files.begin() + begin,
                   files.begin() + std::min(begin + 40, files.size()));
      batches.push_back(batch);
    }
  }
  StringSet found;
  std::mutex lock;
  in_parallel(batches.size(), [&](size_t n) {
    const Output output = Command(compiler)
                              .add({"-w", "-fsyntax-only"})
                              .add(batches[n])
                              .in(folder.path())
                              .set("LC_ALL", "C")
                              .run();
    if (output.status == 0) return;
    StringSet bad =
        captures(output.err, "^(?:In file included from |                 from )?([0-9]+)\\.c:");
    if (bad.empty())  // the errors name no source, so all sources of this run count as rejected
      for (const std::string& word : batches[n])
        if (word.ends_with(".c")) bad.insert(word.substr(0, word.size() - 2));
    const std::lock_guard guard(lock);
    for (const std::string& file : bad) found.insert(list.at(std::stoul(file)));
  });
  return found;
}

struct Sweep {
  size_t compilations = 0;
  StringSet rejected;   // what nacre rejects without the option -isystem
  Strings regressions;  // "BASELINE accepts MODE HEADER..."
};

// Runs the sweep on one of `every` compilations. `nacre` is the compiler that is tested. A program may
// add the kernel's headers by -isystem, so the pairs of the mode gnu are also compiled with this option.
inline Sweep sweep(size_t every, const std::string& nacre) {
  const Strings list = compilations(every);
  Strings with_kernel_headers_added;
  for (const std::string& line : list)
    if (line.starts_with("gnu ") && words(line).size() == 3) with_kernel_headers_added.push_back(line);
  Sweep result;
  result.rejected = rejected(list, {nacre});
  StringSet all = result.rejected;
  all.merge(rejected(with_kernel_headers_added, {nacre, "-isystem", kernel_headers()}));
  const Strings suspects(all.begin(), all.end());
  result.compilations = list.size() + with_kernel_headers_added.size();

  const Strings cc = words(setting("CC"));
  Strings cc_with_kernel_headers = cc;
  cc_with_kernel_headers.insert(cc_with_kernel_headers.end(), {"-isystem", kernel_headers()});
  const std::pair<std::string, Strings> baselines[] = {
      {"glibc", cc_with_kernel_headers},
      {"glibc with the machine's kernel headers", cc},
      {"stock musl", {in_build("stock/bin/nacre-gcc")}}};
  for (const auto& [name, compiler] : baselines) {
    for (const std::string& line : without(all, test::rejected(suspects, compiler)))
      result.regressions.push_back(name + " accepts " + line);
    result.compilations += suspects.size();
  }
  return result;
}

}  // namespace nacre::test
