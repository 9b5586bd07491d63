// SPDX-License-Identifier: MIT
#include "tests/support/host/command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <regex.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "tests/support/host/files.hpp"

namespace nacre::test {
namespace {

// A file in memory for the input or the output of a program.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view text = {}) : fd_(memfd_create("nacre-test", MFD_CLOEXEC)) {
    while (!text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written <= 0) abort();
      text.remove_prefix(static_cast<size_t>(written));
    }
    lseek(fd_, 0, SEEK_SET);
  }
  ~MemoryFile() { close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int fd() const { return fd_; }
  std::string text() const {
    std::string read_back(static_cast<size_t>(lseek(fd_, 0, SEEK_END)), '\0');
    if (pread(fd_, read_back.data(), read_back.size(), 0) != static_cast<ssize_t>(read_back.size()))
      abort();
    return read_back;
  }

 private:
  int fd_;
};

bool ends_within(pid_t child, int seconds) {
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (fd < 0) return true;  // without pidfd_open there is no time-out
  pollfd readable{fd, POLLIN, 0};
  const int ready = poll(&readable, 1, seconds * 1000);
  close(fd);
  return ready != 0;
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> result;
  for (const std::string& word : words) result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

bool assigns(const std::string& assignment, const std::string& variable) {
  return assignment.compare(0, variable.size() + 1, variable + "=") == 0;
}

std::string failure_message(const Command& command, const Output& output) {
  std::string text = output.all();
  if (text.size() > 4000) text = text.substr(0, 4000) + "\n...";
  return command.text() + "\nended with " + std::to_string(output.status) + " and printed:\n" + text;
}

}  // namespace

Command& Command::add(std::vector<std::string> words) {
  words_.insert(words_.end(), words.begin(), words.end());
  return *this;
}
Command& Command::in(std::string folder) { return folder_ = std::move(folder), *this; }
Command& Command::input(std::string text) { return input_ = std::move(text), *this; }
Command& Command::set(std::string variable, std::string value) {
  removed_.push_back(variable);
  environment_.push_back(std::move(variable) + "=" + std::move(value));
  return *this;
}
Command& Command::unset(std::string variable) { return removed_.push_back(std::move(variable)), *this; }
Command& Command::seconds(int limit) { return seconds_ = limit, *this; }

std::string Command::text() const {
  std::string line = folder_.empty() ? "" : "(in " + folder_ + ") ";
  for (const std::string& word : words_) line += word + " ";
  return line;
}

Output Command::run() const {
  const MemoryFile in(input_), out, err;
  std::vector<std::string> environment = environment_;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string assignment = *variable;
    // If the command is a test program, it must not use this process's GTEST_FILTER and the like.
    if (assignment.compare(0, 6, "GTEST_") == 0) continue;
    if (std::none_of(removed_.begin(), removed_.end(),
                     [&](auto& name) { return assigns(assignment, name); }))
      environment.push_back(assignment);
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.fd(), 0);
  posix_spawn_file_actions_adddup2(&actions, out.fd(), 1);
  posix_spawn_file_actions_adddup2(&actions, err.fd(), 2);
  if (!folder_.empty()) posix_spawn_file_actions_addchdir_np(&actions, folder_.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int error = posix_spawnp(&child, words_[0].c_str(), &actions, &attributes,
                                 pointers(words_).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) return {127, "", words_[0] + ": " + strerror(error) + "\n"};

  const bool ended = ends_within(child, seconds_);
  if (!ended) kill(-child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  kill(-child, SIGKILL);  // ends processes that the command left running
  const int code = !ended ? 124 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, out.text(), err.text()};
}

Command libc_compiler(const std::string& source) {
  const std::string flags = replaced(read_file(in_build("tests/libc-flags")), "@SOURCE@", source);
  return Command(words(setting("CXX"))).add(words(flags)).in(in_build());
}

testing::AssertionResult succeeds(const Command& command) {
  const Output output = command.run();
  if (output.status == 0) return testing::AssertionSuccess();
  return testing::AssertionFailure() << failure_message(command, output);
}

testing::AssertionResult fails(const Command& command, const std::string& pattern) {
  const Output output = command.run();
  if (output.status != 0 && output.status != 124 && output.status <= 128 &&
      matches(output.all(), pattern))
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "expected a failure with '" << pattern << "'\n"
                                     << failure_message(command, output);
}

testing::AssertionResult prints(const Command& command, std::string_view text) {
  const Output output = command.run();
  std::string printed = output.out;
  if (!printed.empty() && printed.back() == '\n') printed.pop_back();
  if (output.status == 0 && printed == text) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "expected '" << text << "'\n"
                                     << failure_message(command, output);
}

testing::AssertionResult prints_match(const Command& command, const std::string& pattern) {
  const Output output = command.run();
  if (output.status == 0 && matches(output.all(), pattern)) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "expected '" << pattern << "'\n"
                                     << failure_message(command, output);
}

bool matches(std::string_view text, const std::string& pattern) {
  regex_t compiled;
  if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NEWLINE | REG_NOSUB) != 0) {
    ADD_FAILURE() << "not a regular expression: " << pattern;
    return false;
  }
  const bool found = regexec(&compiled, std::string(text).c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return found;
}

std::string instance_name(std::string text, size_t number) {
  for (char& c : text)
    if (!isalnum(static_cast<unsigned char>(c))) c = '_';
  return text + "_" + std::to_string(number);
}

std::string find_program(std::string_view name) {
  const auto is_program = [](const std::string& file) {
    return access(file.c_str(), X_OK) == 0 && !std::filesystem::is_directory(file);
  };
  if (name.find('/') != name.npos) return is_program(std::string(name)) ? std::string(name) : "";
  const char* path = getenv("PATH");
  for (const std::string& folder : split(path == nullptr ? "/usr/bin:/bin" : path, ':'))
    if (const std::string file = folder + "/" + std::string(name); is_program(file)) return file;
  return "";
}

std::vector<std::string> program_of_package(std::string_view name, std::string_view package,
                                            std::string& why) {
  const Output output = Command{in_source("build-aux/program"), std::string(name),
                                in_build("tests/" + std::string(package)), std::string(package)}
                            .run();
  if (output.status == 0) return words(output.out);
  why = "no " + std::string(name) + ": " + output.err;
  return {};
}

}  // namespace nacre::test
