// SPDX-License-Identifier: MIT
// Tests that each manual page of a function has all sections and safety annotations, and names the first
// versions of glibc and Linux with the function. In all pages, what a cross-reference (.Xr) names must
// exist.
#include "tests/libc/man/pages.hpp"

using namespace nacre::test;

namespace {

using Problems = std::vector<std::string>;

// Returns the sections and safety annotations that a page lacks.
Problems missing_parts(const std::string& path) {
  const std::string page = read_file(path);
  Problems problems;
  for (const std::string section :
       {"NAME", "LIBRARY", "SYNOPSIS", "DESCRIPTION", "RETURN VALUES", "EXAMPLES", "ERRORS",
        "ATTRIBUTES", "VERSIONS", "SEE ALSO", "STANDARDS", "HISTORY"})
    if (!matches(page, "^\\.Sh " + section + "$")) problems.push_back("no section " + section);
  for (const std::string kind : {"MT", "AS", "AC"})
    if (!matches(page, kind + "-(Safe|Unsafe)"))
      problems.push_back("does not say whether it is " + kind + "-Safe");
  if (!matches(page, "[Cc]ancellation point"))
    problems.push_back("does not say whether it is a cancellation point");
  return problems;
}

// Returns the names that pages may reference as NAME(2) or NAME(3), in addition to nacre's own pages:
// system calls and functions of the libc.
const Names& known() {
  static const Names names = [] {
    Names names = symbol_names(in_sysroot("lib/libc.a"));
    names.merge(captures(Command{in_sysroot("bin/nacre-gcc"), "-E", "-dM", "-x", "c", "-"}
                             .input("#include <sys/syscall.h>\n")
                             .run()
                             .out,
                         "^#define SYS_([a-z0-9_]*) "));
    return names;
  }();
  return names;
}

// Returns a problem for each reference of a page to something that does not exist: a page of nacre, a
// system call, or a function of the libc.
Problems dangling(const std::string& path) {
  static const Names ours[] = {documented_in("1"), documented_in("3"), documented_in("7")};
  Problems problems;
  for (const std::string& line : lines(read_file(path))) {
    std::vector<std::string> parts = words(line);
    if (parts.size() > 1 && parts[0] == ".It" && parts[1] == "Xr") parts.erase(parts.begin());
    if (parts.size() < 3 || (parts[0] != ".Xr" && parts[0] != "Xr")) continue;
    const std::string &name = parts[1], &section = parts[2];
    const bool is_ours = (section == "1" && ours[0].count(name)) ||
                         (section == "3" && ours[1].count(name)) ||
                         (section == "7" && ours[2].count(name));
    const bool must_be_ours = name.starts_with("nacre");
    const bool of_libc = section == "2" || section == "3";
    if (!is_ours && (must_be_ours || (of_libc && !known().count(name))))
      problems.push_back("there is no " + name + "(" + section + ")");
  }
  return problems;
}

// Returns the first versions of glibc and Linux with a function, such as "Linux 6.10". They are in
// the second column of docs/coverage/glibc-2.43 and the third of sysdeps/linux/syscalls.list.
// glibc 2.2.5 is left out, because it means that glibc always had the function.
std::vector<std::string> versions_of(const std::string& function) {
  static const std::vector<std::pair<const char*, std::string>> lists{
      {"glibc ", read_file(in_source("docs/coverage/glibc-2.43"))},
      {"Linux ", read_file(in_source("sysdeps/linux/syscalls.list"))}};
  std::vector<std::string> found;
  for (const auto& [what, list] : lists)
    for (const std::string& line : lines(list))
      if (const auto fields = words(line); !fields.empty() && fields[0] == function)
        if (const std::string& version = fields.at(what[0] == 'L' ? 2 : 1); version != "2.2.5")
          found.push_back(what + version);
  return found;
}

// Returns whether a page contains a version, and not only as the beginning of a longer number.
bool states(const std::string& page, const std::string& version) {
  for (size_t at = page.find(version); at != page.npos; at = page.find(version, at + 1)) {
    const std::string after = page.substr(at + version.size(), 2) + "  ";
    const auto digit = [&](size_t i) { return isdigit(static_cast<unsigned char>(after[i])) != 0; };
    if (!digit(0) && !(after[0] == '.' && digit(1))) return true;
  }
  return false;
}

// Returns a problem for each version that versions_of() returns and the page does not contain.
Problems missing_versions(const std::string& path) {
  const std::string page = join(lines(read_file(path)), " ");
  Problems problems;
  for (const Documented& documented : documented(path))
    for (const std::string& version : versions_of(documented.name))
      if (!states(page, version))
        problems.push_back("does not say that " + documented.name + " is in " + version);
  return problems;
}

class ManualPage : public testing::TestWithParam<std::string> {};
TEST_P(ManualPage, HasNoDanglingReference) { EXPECT_EQ(dangling(page_path(GetParam())), Problems()); }
INSTANTIATE_TEST_SUITE_P(Of, ManualPage, testing::ValuesIn(pages("137")), by_text);

class ManualPageOfFunctions : public testing::TestWithParam<std::string> {};
TEST_P(ManualPageOfFunctions, IsComplete) {
  EXPECT_EQ(missing_parts(page_path(GetParam())), Problems());
}
TEST_P(ManualPageOfFunctions, NamesTheFirstVersionsOfGlibcAndLinux) {
  EXPECT_EQ(missing_versions(page_path(GetParam())), Problems());
}
INSTANTIATE_TEST_SUITE_P(Of, ManualPageOfFunctions, testing::ValuesIn(pages("3")), by_text);

TEST(ManualPageVersions, OfMsealAreFoundInBothLists) {
  EXPECT_EQ(versions_of("mseal"), (Problems{"glibc 2.43", "Linux 6.10"}));
}

class ManualPageFault : public testing::TestWithParam<Fault> {};
TEST_P(ManualPageFault, IsReported) {
  const TemporaryFolder folder;
  const std::string path = with_fault(folder, GetParam());
  Problems found = dangling(path);
  for (const auto& check : {missing_parts, missing_versions})
    for (const std::string& problem : check(path)) found.push_back(problem);
  EXPECT_EQ(found, Problems{GetParam().message});
}
INSTANTIATE_TEST_SUITE_P(
    Injected, ManualPageFault,
    testing::Values(Fault{"getrandom.3", ".Xr nacre_random_discard", ".Xr nacre_random_forget",
                          "there is no nacre_random_forget(3)"},
                    Fault{"mseal.3", ".Sh VERSIONS\n", "", "no section VERSIONS"},
                    Fault{"mseal.3", " AS-Safe,", "", "does not say whether it is AS-Safe"},
                    Fault{"mseal.3", "6.10", "6.9", "does not say that mseal is in Linux 6.10"},
                    Fault{"mseal.3", "2.43", "2.42", "does not say that mseal is in glibc 2.43"}));

}  // namespace
