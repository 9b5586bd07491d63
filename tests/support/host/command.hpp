// SPDX-License-Identifier: MIT
// Runs programs on the build machine and checks their exit status and output. For the tests
// *_host_test.cpp.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace nacre::test {

struct Output {
  int status;       // exit status; 128 plus the number of the signal that ended the program; 124 for a
                    // time-out; 127 if the program cannot be started
  std::string out;  // standard output
  std::string err;  // standard error
  std::string all() const { return out + err; }
};

// The words of a command, its folder, environment, input and time limit. It runs without a shell. Tests
// can copy a common beginning and add to the copy: `Command(cc).add({"-c", "a.c"})`.
class Command {
 public:
  Command(std::initializer_list<std::string> words) : words_(words) {}
  explicit Command(std::vector<std::string> words) : words_(std::move(words)) {}
  // Makes a command that runs a line by /bin/sh, for pipes and redirections.
  static Command shell(std::string line) { return Command{"/bin/sh", "-c", std::move(line)}; }

  Command& add(std::vector<std::string> words);
  Command& in(std::string folder);                        // working directory
  Command& input(std::string text);                       // standard input; otherwise empty
  Command& set(std::string variable, std::string value);  // an environment variable
  Command& unset(std::string variable);
  Command& seconds(int limit);  // time-out in seconds; otherwise 300

  // Runs the command and waits for its end. Then kills all processes that are left in its process group.
  Output run() const;
  // Returns the words and the folder, for messages.
  std::string text() const;

 private:
  std::vector<std::string> words_;
  std::string folder_, input_;
  std::vector<std::string> environment_, removed_;
  int seconds_ = 300;
};

// Returns the command that compiles C++ sources of the libc with the build's compiler and options, in
// the build folder. `source` is the source tree, or a copy of it.
Command libc_compiler(const std::string& source);

// These functions run a command, for EXPECT_TRUE. A failure message shows the command, its status and
// the beginning of its output.

// The command must exit with 0.
testing::AssertionResult succeeds(const Command& command);
// The command must exit with another status than 0, and must not end by a signal or a time-out. A line
// of its output must match the POSIX extended regular expression.
testing::AssertionResult fails(const Command& command, const std::string& pattern);
// The command must succeed and print exactly this text on standard output. A line break at the end of
// the output is ignored.
testing::AssertionResult prints(const Command& command, std::string_view text);
// The command must succeed. A line of its output must match the POSIX extended regular expression.
testing::AssertionResult prints_match(const Command& command, const std::string& pattern);

// Returns whether a line of the text matches the POSIX extended regular expression.
bool matches(std::string_view text, const std::string& pattern);
// Returns the path of a program in PATH, or an empty string if there is none. A name with a slash is
// already a path.
std::string find_program(std::string_view name);
// Returns the first words of a command that runs a program. If the program is not installed, it is taken
// from Debian's package (build-aux/program). If that fails too, returns nothing, with the reason in
// `why`.
std::vector<std::string> program_of_package(std::string_view name, std::string_view package,
                                            std::string& why);

// Returns the name of an instance of a parameterized test. It consists of the letters and digits of
// `text`, and the number of the instance, which makes it unique.
std::string instance_name(std::string text, size_t number);
// Names the instances of a test by their parameter, if it is a text.
inline constexpr auto by_text = [](const auto& info) {
  return instance_name(std::string(info.param), info.index);
};

}  // namespace nacre::test
