// SPDX-License-Identifier: MIT
// Files of the source tree, of the build and of a test, for the tests *_host_test.cpp.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nacre::test {

using Strings = std::vector<std::string>;
using StringSet = std::set<std::string>;

// Paths of the source tree and of the build folder. The variable NACRE_BUILD names another build folder,
// such as that of another architecture.
std::string in_source(std::string_view path = "");
std::string in_build(std::string_view path = "");
std::string in_sysroot(std::string_view path);
// What configure found or was told, such as ARCH or CXX. Empty if config.mk does not set it.
std::string setting(std::string_view name);
// The folder of the kernel's headers: the pinned ones, or those of --with-kernel-headers.
std::string kernel_headers();

bool exists(const std::string& path);
// The whole file. A test that reads a file that does not exist fails.
std::string read_file(const std::string& path);
// Creates the folders of the path too.
void write_file(const std::string& path, std::string_view text);
// The same, but the file has either its old text or the new one, never a part of it.
void replace_file(const std::string& path, std::string_view text);
// All regular files under a folder whose names end so, as paths relative to it, sorted.
std::vector<std::string> files_under(const std::string& folder, std::string_view ending = "");

std::vector<std::string> split(std::string_view text, char separator);  // empty parts are kept
std::vector<std::string> lines(std::string_view text);                  // without the line breaks
std::vector<std::string> words(std::string_view text);                  // separated by white space
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// The rows of a table: the words of each line. Lines without words and comments, which begin with "#",
// are left out.
std::vector<Strings> table_rows(std::string_view text);
// What the first group of the ECMAScript regular expression matches in the lines of a text. In the
// expression, ^ is the beginning of a line.
std::set<std::string> captures(std::string_view text, const std::string& pattern);
// The elements of the first set that the second does not have.
std::set<std::string> without(const std::set<std::string>& all, const std::set<std::string>& removed);
// Replaces every occurrence. A test whose text does not contain `from` fails: nothing was injected.
std::string replaced(std::string text, std::string_view from, std::string_view to);
// The lines of a documentation page in the code block that is marked "```sh NAME".
std::string recipe(const std::string& page, std::string_view name);

// A new folder in build/tests, removed at the end.
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
