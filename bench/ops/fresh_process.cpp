// SPDX-License-Identifier: MIT
// Runs this program again and reads its output.
#include "bench/ops/fresh_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

extern char** environ;

namespace bench {
namespace {

// Returns the command line of this process. If the program was started by naming the dynamic loader, the
// loader comes first.
std::vector<std::string> own_command() {
  std::ifstream file("/proc/self/cmdline");
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  if (words.empty()) throw std::runtime_error("/proc/self/cmdline cannot be read");
  return words;
}

std::string output_of(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot create a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  pid_t child = 0;
  const int error = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);

  char text[64];
  std::string all;
  for (ssize_t n; (n = read(ends[0], text, sizeof text)) > 0;) all.append(text, static_cast<size_t>(n));
  close(ends[0]);
  int status = -1;
  if (error != 0 || waitpid(child, &status, 0) != child || status != 0)
    throw std::runtime_error("a new process of " + words[0] + " failed");
  return all;
}

}  // namespace

double number_from_fresh_process(const std::vector<std::string>& more) {
  std::vector<std::string> words = own_command();
  words.insert(words.end(), more.begin(), more.end());
  return std::stod(output_of(words));
}

}  // namespace bench
