// SPDX-License-Identifier: MIT
// Reads and writes files, and splits and searches texts, for the tests *_host_test.cpp.
#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nacre::test {

using Strings = std::vector<std::string>;
using StringSet = std::set<std::string>;

// Return a path in the source tree, the build folder or the sysroot. The environment variable
// NACRE_BUILD selects another build folder, such as that of another architecture.
std::string in_source(std::string_view path = "");
std::string in_build(std::string_view path = "");
std::string in_sysroot(std::string_view path);
// Returns a variable that configure wrote to config.mk, such as ARCH or CXX. Empty if it is not set.
std::string setting(std::string_view name);
// Returns the folder of the kernel's headers: those of build-aux/pins, or of --with-kernel-headers.
std::string kernel_headers();

bool exists(const std::string& path);
// Returns the content of a file. If the file does not exist, the test fails.
std::string read_file(const std::string& path);
// Writes a file. Creates its folder if necessary.
void write_file(const std::string& path, std::string_view text);
// Returns a name for a temporary file next to `path`, which no other process uses. After the file is
// written, it is renamed to `path`.
std::string part_of(const std::string& path);
// Replaces a file atomically: a reader sees either the old text or the new one. Several processes can
// replace the same file at the same time.
void replace_file(const std::string& path, std::string_view text,
                  std::filesystem::perms permissions = std::filesystem::perms(0644));
// Returns all regular files below a folder whose names have this ending. The paths are sorted and
// relative to the folder.
std::vector<std::string> files_under(const std::string& folder, std::string_view ending = "");

std::vector<std::string> split(std::string_view text, char separator);  // empty parts are kept
std::vector<std::string> lines(std::string_view text);                  // without the line breaks
std::vector<std::string> words(std::string_view text);                  // separated by white space
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// Returns the rows of a table: the words of each line. Empty lines, and comments, which begin with "#",
// are left out.
std::vector<Strings> table_rows(std::string_view text);
// Searches each line of a text for an ECMAScript regular expression. Returns what its first group
// matches. In the expression, ^ is the beginning of a line.
std::set<std::string> captures(std::string_view text, const std::string& pattern);
// Returns whether the whole `name` matches the pattern, in which only "*" is special. It matches
// anything.
bool matches_name(const std::string& pattern, const std::string& name);
// Returns the elements of the first set that the second set does not have.
std::set<std::string> without(const std::set<std::string>& all, const std::set<std::string>& removed);
// Replaces every occurrence of `from`. If there is none, the test fails, because the text
// would stay unchanged.
std::string replaced(std::string text, std::string_view from, std::string_view to);
// Returns the lines of the code block that is marked "```sh NAME". `page` is the path of a documentation
// page.
std::string recipe(const std::string& page, std::string_view name);

// A new folder in build/tests. The destructor removes it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }
  // Writes a file of the folder and returns its path.
  std::string file(std::string_view name, std::string_view text) const;

 private:
  std::string path_;
};

}  // namespace nacre::test
