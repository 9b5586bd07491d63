// SPDX-License-Identifier: MIT
// Compares the constants and structures in the libc's headers with those in the kernel's headers, for
// one architecture. The compiler compares the values: it compiles one C++ source that includes the
// libc's headers in the namespace `libc`, and the kernel's in the namespace `kernel`. The tables in
// kernel/abi list what is compared.
#pragma once
#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "tests/kernel/abi/names.hpp"
#include "tests/support/host/command.hpp"

namespace nacre::test {

// The rows of a table in kernel/abi.
inline std::vector<Strings> abi_table(const std::string& name) {
  return table_rows(read_file(in_source("kernel/abi/" + name)));
}

// The two sides of a comparison, the libc's headers and the kernel's, and the compiler for it.
struct AbiSides {
  std::string architecture;  // musl's name
  // The folder of musl's own headers. make_sides() copies them and installs nacre's over the copy.
  std::string musl;
  std::string kernel;      // the folder of linux/ and asm-generic/
  std::string kernel_asm;  // an asm/ folder, or "generic" if the architecture only uses asm-generic
  Strings compiler;
};

struct AbiComparison {
  std::string broken;  // the errors that prevented the comparison; empty if it succeeded
  StringSet compared;  // what was compared: "NAME" is a constant, "struct TAG" a structure
  // One of these lines for each problem:
  // "differs NAME LIBC KERNEL": a constant with its two values
  // "differs struct TAG size LIBC KERNEL": a structure with its two sizes
  // "differs struct TAG MEMBER offset LIBC KERNEL": a member with its two offsets (or sizes: "size")
  // "differs struct TAG room ...": the libc's structure is smaller than the kernel's (same_structure())
  // "missing NAME KERNEL-HEADER LIBC-HEADER": a constant of kernel/abi/required-constants
  // "unlisted struct TAG": both sides define the structure, but kernel/abi/structures lacks it
  StringSet findings;
  StringSet absent;  // "struct TAG" and "struct TAG MEMBER": listed, but not in the kernel's headers
};

namespace abi {

// Makes the folders libc-side and kernel-side, with the headers of one side each, for the compiler's
// option -isystem.
inline void make_sides(const AbiSides& sides, const TemporaryFolder& folder) {
  namespace fs = std::filesystem;
  const std::string kernel_side = folder.path("kernel-side");
  fs::create_directories(kernel_side);
  EXPECT_TRUE(succeeds(Command{in_source("libc/musl/install-headers"), sides.musl, sides.architecture,
                               in_source(), folder.path("libc-side")}));
  for (const char* part : {"/linux", "/asm-generic"})
    fs::create_symlink(sides.kernel + part, kernel_side + part);
  if (sides.kernel_asm != "generic") {
    fs::create_symlink(sides.kernel_asm, kernel_side + "/asm");
    return;
  }
  // An architecture without its own headers uses those in asm-generic. Like the kernel's build, this
  // generates a wrapper asm/NAME.h that includes asm-generic/NAME.h.
  for (const std::string& header : files_under(sides.kernel + "/asm-generic", ".h"))
    folder.file("kernel-side/asm/" + header, "#include <asm-generic/" + header + ">\n");
  // asm-generic has no ptrace.h and no byteorder.h. An empty ptrace.h suffices, because it would define
  // the registers, which are not compared. The architectures without their own headers, microblaze and
  // or1k, are compared as big-endian.
  folder.file("kernel-side/asm/ptrace.h", "");
  folder.file("kernel-side/asm/byteorder.h", "#include <linux/byteorder/big_endian.h>\n");
}

// A C++ source in which each comparing line compares one value of the libc with one of the kernel. If
// they differ, that line is a compile error.
class ComparingSource {
 public:
  void add(const std::string& text) {
    text_ += text + "\n";
    lines_ += 1 + static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  // Adds a line about `what`. `kernel` is the column at which the kernel's expression begins. A compiler
  // error behind this column says that the kernel's headers lack the structure or member.
  void add(const std::string& text, const std::string& what, size_t kernel) {
    abouts_[lines_ + 1] = {what, kernel};
    add(text);
  }
  // Copies the values of constants to variables of the current namespace, because a macro belongs to no
  // namespace.
  void capture(const StringSet& constants) {
    for (const std::string& name : constants)
      add("constexpr long long nacre_" + name + " = (long long)(" + name + ");", name, 0);
  }
  // Adds a line that compares two expressions. `what` is the start of the finding if they differ.
  void same(const std::string& libc, const std::string& kernel, const std::string& what) {
    const std::string start = "Same<" + libc + ", ";
    add(start + kernel + "> same_" + std::to_string(++count_) + ";", what,
        std::min(start.size(), start.find("kernel::")));
  }
  // Compares the size of a structure, and the offset and size of its members. `row` is a row of
  // kernel/abi/structures: TAG[=KERNEL-TAG] [grows] MEMBER[=KERNEL-MEMBER]... With "grows", the libc's
  // structure may be larger; if it is smaller, the finding is "differs struct TAG room ...". A member
  // can have dots, as in a.b for the member b of the nested structure a.
  void same_structure(const Strings& row) {
    const auto names = [](const std::string& entry) {
      const Strings parts = split(entry, '=');
      return std::pair(parts.front(), parts.back());
    };
    const auto [tag, kernel_tag] = names(row.at(0));
    const std::string libc = "struct libc::" + tag, kernel = "struct kernel::" + kernel_tag;
    const bool grows = row.size() > 1 && row[1] == "grows";
    if (grows)
      same("(sizeof(" + libc + ") >= sizeof(" + kernel + "))", "1", "struct " + tag + " room");
    else
      same("sizeof(" + libc + ")", "sizeof(" + kernel + ")", "struct " + tag + " size");
    for (size_t i = grows ? 2 : 1; i < row.size(); ++i) {
      const auto [ours, theirs] = names(row[i]);
      const std::string what = "struct " + tag + " " + ours;
      same("__builtin_offsetof(" + libc + ", " + ours + ")",
           "__builtin_offsetof(" + kernel + ", " + theirs + ")", what + " offset");
      same("sizeof(((" + libc + " *)0)->" + ours + ")", "sizeof(((" + kernel + " *)0)->" + theirs + ")",
           what + " size");
    }
  }

  const std::string& text() const { return text_; }

  // Turns a compiler error into a finding. An error outside of the comparing lines prevents the whole
  // comparison, so it is added to `broken`.
  void read_error(const std::string& error, AbiComparison& result) {
    static const std::regex place("^(?:.*[/ ])?compare\\.cpp:([0-9]+):([0-9]+):.*");
    static const std::regex values("Same<([^>,]*),([^>]*)>");
    std::smatch at, both;
    const bool in_source = std::regex_match(error, at, place);
    const auto about = in_source ? abouts_.find(std::stoul(at[1])) : abouts_.end();
    if (about == abouts_.end()) {
      result.broken += error + "\n";
      return;
    }
    if (!read_.insert(about->first).second) return;
    const auto& [what, kernel] = about->second;
    const Strings parts = words(what);
    if (std::regex_search(error, both, values))
      result.findings.insert("differs " + what + " " + plain(both[1]) + " " + plain(both[2]));
    else if (parts[0] == "struct" && std::stoul(at[2]) > kernel)
      result.absent.insert(parts.size() > 3 ? join({parts[0], parts[1], parts[2]}, " ")
                                            : join({parts[0], parts[1]}, " "));
    else
      result.findings.insert("differs " + what + " - -");
  }

 private:
  struct About {
    std::string what;
    size_t kernel;
  };
  static std::string plain(std::string value) {  // removes the suffixes of literals
    std::erase_if(value, [](char c) { return c == ' ' || c == 'u' || c == 'l'; });
    return value;
  }
  std::string text_;
  std::map<size_t, About> abouts_;
  std::set<size_t> read_;
  size_t lines_ = 0;
  int count_ = 0;
};

// Adds a finding for each constant of kernel/abi/required-constants that the kernel defines and the libc
// lacks.
inline void find_missing(const HeaderNames& libc, const HeaderNames& kernel, StringSet& findings) {
  std::vector<std::tuple<std::string, std::regex, std::regex>> required;
  for (const Strings& row : abi_table("required-constants"))
    required.emplace_back(row.at(0), row.at(1), row.at(2));
  for (const auto& [name, file] : kernel.constants)
    if (!(isupper(name[0]) && libc.constants.count(name)))
      for (const auto& [header, from, names] : required)
        if (std::regex_match(file, from) && std::regex_match(name, names)) {
          findings.insert("missing " + name + " " + file + " " + header);
          break;
        }
}

}  // namespace abi

inline AbiComparison compare(const AbiSides& sides) {
  const TemporaryFolder folder;
  abi::make_sides(sides, folder);
  const std::string here = in_source("kernel/abi/");
  const Strings stubs{"-isystem", here + "stubs"}, kernel_side{"-isystem", folder.path("kernel-side")};
  Strings libc_side = stubs;  // some libc headers include the kernel's
  for (const char* side : {"libc-side", "libc-side/under", "kernel-side"})
    libc_side.insert(libc_side.end(), {"-isystem", folder.path(side)});

  // The side of a header is read from its path. gcc must print the path that was included, not the
  // target of the symbolic link.
  const Command compiler(sides.compiler);
  const bool clang = matches(Command(compiler).add({"--version"}).run().out, "clang");
  const Strings as_included = clang ? Strings{} : Strings{"-fno-canonical-system-headers"};
  const auto names = [&](const char* header, const std::vector<Strings>& options) {
    Command preprocess(compiler);
    preprocess.add(as_included).add({"-nostdinc"});
    for (const Strings& words : options) preprocess.add(words);
    const Output output = preprocess.add({"-x", "c", "-E", "-dD", here + header}).run();
    EXPECT_EQ(output.status, 0) << output.err;
    return header_names(output.out);
  };
  const HeaderNames libc = names("libc.h", {{"-D_GNU_SOURCE"}, libc_side});
  // Some kernel headers include the libc's <sys/socket.h>; stubs/ replaces it.
  const HeaderNames kernel = names("kernel.h", {{"-DKERNEL_SIDE"}, stubs, kernel_side});

  AbiComparison result;
  StringSet constants, listed;
  for (const auto& [name, file] : libc.constants)
    if (isupper(name[0]) && kernel.constants.count(name)) constants.insert(name);
  const std::vector<Strings> structures = abi_table("structures");
  for (const Strings& row : structures) listed.insert(split(row.at(0), '=').front());

  abi::ComparingSource source;
  source.add("namespace libc {\n" + read_file(here + "libc.h"));
  source.capture(constants);
  source.add("}");
  for (const std::string& name : libc.macros) source.add("#undef " + name);
  // The kernel's headers use some types that they do not define. These types are the libc's.
  source.add(
      "#define KERNEL_SIDE\n"
      "namespace kernel { using libc::size_t; using libc::time_t; using libc::off_t;\n"
      "typedef libc::off_t loff_t; using libc::pid_t; using libc::uid_t;\n" +
      read_file(here + "kernel.h"));
  source.capture(constants);
  source.add("}");
  // Same is defined only for two equal values. Otherwise, the compiler's error contains both values.
  source.add("template <long long libc, long long kernel> struct Same;");
  source.add("template <long long value> struct Same<value, value> {};");
  for (const std::string& name : constants)
    source.same("libc::nacre_" + name, "kernel::nacre_" + name, name);
  for (const Strings& row : structures) source.same_structure(row);

  // The limits of 0 make the compiler report every error.
  const Output output =
      Command(compiler)
          .add({clang ? "-ferror-limit=0" : "-fmax-errors=0", "-nostdinc", "-D_GNU_SOURCE"})
          .add(libc_side)
          .add({"-x", "c++", "-std=c++17", "-w", "-fsyntax-only",
                folder.file("compare.cpp", source.text())})
          .run();
  for (const std::string& line : lines(output.all()))
    if (line.find(" error: ") != line.npos) source.read_error(line, result);

  abi::find_missing(libc, kernel, result.findings);
  for (const auto& [tag, file] : libc.tags)
    // If the libc's header includes the kernel's header for a structure, the structure cannot differ.
    if (kernel.tags.count(tag) && !listed.count(tag) && !matches(file, "^(asm|asm-generic|linux)/"))
      result.findings.insert("unlisted struct " + tag);
  result.compared = constants;
  for (const std::string& tag : listed)
    if (!result.absent.count("struct " + tag)) result.compared.insert("struct " + tag);
  return result;
}

// Returns the findings that the table kernel/abi/allowed does not allow. Its columns are: kind, name as
// a shell pattern, architectures ("32" is all with a 32-bit long except x32), reason. Adds the rows that
// matched a finding to `used`.
inline StringSet not_allowed(const StringSet& findings, const std::string& architecture,
                             StringSet* used) {
  const bool long_has_64_bits =
      architecture == "aarch64" || architecture == "s390x" || architecture.ends_with("64");
  const auto is_here = [&](const std::string& architectures) {
    for (const std::string& name : split(architectures, ','))
      if (name == "*" || name == architecture ||
          (name == "32" && !long_has_64_bits && architecture != "x32"))
        return true;
    return false;
  };
  const std::vector<Strings> rows = abi_table("allowed");
  StringSet found;
  for (const std::string& finding : findings) {
    const Strings parts = words(finding);
    const std::string item = parts.at(1) == "struct" ? "struct:" + parts.at(2) : parts[1];
    bool allowed = false;
    for (const Strings& row : rows)
      if (!allowed && row.at(0) == parts[0] && is_here(row.at(2)) &&
          fnmatch(row.at(1).c_str(), item.c_str(), 0) == 0) {
        allowed = true;
        if (used != nullptr) used->insert(join(row, " "));
      }
    if (!allowed) found.insert(finding);
  }
  return found;
}

}  // namespace nacre::test
