// SPDX-License-Identifier: MIT
// tests/headers/pairs must list every pair of a kernel header and a libc header that can clash: both
// define the same structure, union or enumeration, or one defines a macro whose name the other uses. A
// kernel header can also clash because of a kernel header that it includes. This test looks for such
// pairs in the headers. Only `make check-headers` runs it.
#include <filesystem>

#include "tests/headers/sweep.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// The names that the text of a header contains.
struct NamesOfHeader {
  StringSet macros;    // that it defines
  StringSet tags;      // of the structures, unions and enumerations that it defines
  StringSet words;     // all identifiers outside of macros
  StringSet included;  // kernel headers that the compiler read for it, itself included
};

bool is_keyword_of_tag(const std::string& word) {
  return word == "struct" || word == "union" || word == "enum";
}

// Adds the identifiers of a line, and the tags that are defined in it. `before` and `last` are the two
// identifiers before the current place. The caller keeps them, because a definition can span lines.
void add_words(const std::string& line, NamesOfHeader& names, std::string& before, std::string& last) {
  bool quoted = false;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (quoted) continue;
    if (line[at] == '{' && is_keyword_of_tag(before) && !is_keyword_of_tag(last))
      names.tags.insert(last);
    size_t end = at;
    while (end < line.size() && (isalnum(static_cast<unsigned char>(line[end])) || line[end] == '_'))
      ++end;
    if (end == at) continue;
    if (!isdigit(static_cast<unsigned char>(line[at]))) {
      before = last;
      last = line.substr(at, end - at);
      names.words.insert(last);
    }
    at = end - 1;
  }
}

// Returns the names of `header`, from the output of a compiler with -E -dD. Lines of other headers are
// skipped, except those of the libc's bits/ if `with_bits` is set. If nacre adds to a header of musl,
// the sysroot has musl's header in under/, and nacre's header includes it. Both count as `header`.
NamesOfHeader names_of(const std::string& header, const std::string& preprocessed, bool with_bits) {
  NamesOfHeader names;
  std::string before, last;
  bool here = false;  // whether the current line belongs to `header`
  for (const std::string& line : lines(preprocessed)) {
    const Strings parts = words(line);
    if (line.starts_with("# ")) {
      std::string file = split(line, '"').at(1);
      // find_pairs() includes the headers by way of the folders kernel-side and libc-side.
      if (const size_t side = file.rfind("-side/"); side != file.npos) {
        const bool of_kernel = file.substr(0, side).ends_with("/kernel");
        file = file.substr(side + 6);
        if (of_kernel) names.included.insert(file);
      }
      if (file.starts_with("under/")) file = file.substr(6);
      here = file == header || (with_bits && file.starts_with("bits/"));
    } else if (!here) {
      continue;
    } else if (line.starts_with("#undef ")) {
      names.macros.erase(parts.at(1));
    } else if (line.starts_with("#define ")) {
      names.macros.insert(parts.at(1).substr(0, parts.at(1).find('(')));
    } else if (!line.starts_with("#")) {
      add_words(line, names, before, last);
    }
  }
  return names;
}

// Preprocesses each header, and returns its names.
std::map<std::string, NamesOfHeader> read_headers(const Strings& headers, const Strings& flags,
                                                  bool of_libc) {
  std::map<std::string, NamesOfHeader> found;
  std::mutex lock;
  in_parallel(headers.size(), [&](size_t n) {
    const Output output = Command(words(setting("CC")))
                              .add(flags)
                              .add({"-x", "c", "-E", "-dD", "-"})
                              .input("#include <" + headers[n] + ">\n")
                              .run();
    NamesOfHeader names = names_of(headers[n], output.out, of_libc);
    const std::lock_guard guard(lock);
    found[headers[n]] = std::move(names);
  });
  return found;
}

// Returns all pairs that can clash, as "KERNEL-HEADER LIBC-HEADER".
StringSet find_pairs() {
  const TemporaryFolder folder;
  for (const char* part : {"linux", "asm", "asm-generic", "mtd"})
    if (exists(kernel_headers() + "/" + part)) {
      fs::create_directories(folder.path("kernel-side"));
      fs::create_symlink(kernel_headers() + "/" + part, folder.path("kernel-side/") + part);
    }
  fs::create_symlink(in_sysroot("include"), folder.path("libc-side"));
  Strings libc_headers;
  for (const std::string& header : files_under(in_sysroot("include"), ".h"))
    if (!header.starts_with("under/") && !header.starts_with("bits/") && !header.starts_with("c++/") &&
        !exists(kernel_headers() + "/" + header))
      libc_headers.push_back(header);

  const Command cc(words(setting("CC")));
  const std::string of_compiler = words(Command(cc).add({"-print-file-name=include"}).run().out).at(0);
  Strings flags{"-nostdinc", "-D_GNU_SOURCE", "-isystem", of_compiler};
  // gcc must print the path through our symbolic links, not the path that they lead to.
  if (!matches(Command(cc).add({"--version"}).run().out, "clang"))
    flags.push_back("-fno-canonical-system-headers");
  Strings with_kernel = flags;
  with_kernel.insert(with_kernel.end(), {"-isystem", folder.path("kernel-side")});
  flags.push_back("-D_LARGEFILE64_SOURCE");
  for (Strings* side : {&flags, &with_kernel})
    side->insert(side->end(),
                 {"-isystem", folder.path("libc-side"), "-isystem", folder.path("libc-side/under")});
  const auto of_kernel = read_headers(kernel_header_names(), with_kernel, false);
  const auto of_libc = read_headers(libc_headers, flags, true);

  std::map<std::string, StringSet> with_macro, with_word, with_tag;  // kernel headers by name
  for (const auto& [kernel, theirs] : of_kernel) {
    for (const std::string& name : theirs.macros) with_macro[name].insert(kernel);
    for (const std::string& name : theirs.words) with_word[name].insert(kernel);
    for (const std::string& name : theirs.tags) with_tag[name].insert(kernel);
  }
  std::map<std::string, StringSet> clashes;  // the libc headers that clash with each kernel header
  for (const auto& [libc, ours] : of_libc) {
    const auto clash = [&, &libc = libc](const StringSet& names,
                                         const std::map<std::string, StringSet>& kernel_headers) {
      // Names of one or two characters, such as those of parameters, are ignored.
      for (const std::string& name : names)
        if (const auto found = kernel_headers.find(name);
            found != kernel_headers.end() && name.size() >= 3)
          for (const std::string& kernel : found->second) clashes[kernel].insert(libc);
    };
    clash(ours.macros, with_word);
    clash(ours.words, with_macro);
    clash(ours.tags, with_tag);
  }
  StringSet pairs;
  for (const auto& [kernel, theirs] : of_kernel) {
    StringSet read = theirs.included;
    read.insert(kernel);
    for (const std::string& header : read)
      if (const auto found = clashes.find(header); found != clashes.end())
        for (const std::string& libc : found->second) pairs.insert(kernel + " " + libc);
  }
  return pairs;
}

TEST(HeaderPairs, DISABLED_AreAllListed) {
  StringSet listed;
  for (const Strings& row : table("pairs"))
    for (size_t i = 1; i < row.size(); ++i) listed.insert(row[0] + " " + row[i]);
  const StringSet found = find_pairs();
  EXPECT_GT(found.size(), 300U) << "the search is broken";
  EXPECT_EQ(without(found, listed), StringSet()) << "add these pairs to tests/headers/pairs";
}

}  // namespace
