// SPDX-License-Identifier: MIT
// Starts a program on the build machine and looks at what it prints. For the tests *_host_test.cpp.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace nacre::test {

struct Output {
  int status;       // exit status; 128 plus the number of the signal that ended the program; 124 for a
                    // time-out
  std::string out;  // standard output
  std::string err;  // standard error
  std::string all() const { return out + err; }
};

// A command line without a shell, and how it is run. Copies are cheap, so a test keeps a common
// beginning and adds to it: `Command(cc).add({"-c", "a.c"})`.
class Command {
 public:
  Command(std::initializer_list<std::string> words) : words_(words) {}
  explicit Command(std::vector<std::string> words) : words_(std::move(words)) {}
  // A line for /bin/sh. Only for what needs a pipe or a redirection.
  static Command shell(std::string line) { return Command{"/bin/sh", "-c", std::move(line)}; }

  Command& add(std::vector<std::string> words);
  Command& in(std::string folder);                        // working directory
  Command& input(std::string text);                       // standard input; otherwise empty
  Command& set(std::string variable, std::string value);  // an environment variable
  Command& unset(std::string variable);
  Command& seconds(int limit);  // time-out in seconds; otherwise 300

  // Runs it and waits. At the end, all processes of its process group are killed.
  Output run() const;
  // The words and the folder, to be shown in a message.
  std::string text() const;

 private:
  std::vector<std::string> words_;
  std::string folder_, input_;
  std::vector<std::string> environment_, removed_;
  int seconds_ = 300;
};

// The command that compiles the libc's C++ with the build's compiler and options, in the build folder.
// `source` is the source tree, or a copy of it.
Command libc_compiler(const std::string& source);

// For EXPECT_TRUE: a failure shows the command, its status and the beginning of what it printed.
testing::AssertionResult succeeds(const Command& command);
// The command must fail by itself, not by a signal or a time-out, and print what the POSIX extended
// regular expression describes.
testing::AssertionResult fails(const Command& command, const std::string& pattern);
// The command must succeed and print exactly this text, without its last line break.
testing::AssertionResult prints(const Command& command, std::string_view text);
// The command must succeed and print what the expression describes, on one line.
testing::AssertionResult says(const Command& command, const std::string& pattern);

// Does a line of the text match the POSIX extended regular expression?
bool matches(std::string_view text, const std::string& pattern);
// The full path of a program of PATH; empty if there is none.
std::string find_program(std::string_view name);
// A program of the machine or, without one, from Debian's package (build-aux/program). Empty, with the
// reason in `why`, if neither works.
std::vector<std::string> program_of_package(std::string_view name, std::string_view package,
                                            std::string& why);

// The name of an instance of a parameterized test: the letters and digits of a text, and the number of
// the instance, which keeps names apart.
std::string instance_name(std::string text, size_t number);
// Names the instances by their parameter, a text.
inline constexpr auto by_text = [](const auto& info) {
  return instance_name(std::string(info.param), info.index);
};

}  // namespace nacre::test
