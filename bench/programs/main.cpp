// SPDX-License-Identifier: MIT
// programs LIBC INPUTS SCRIPTS [--benchmark_...]: measures whole programs. LIBC is the folder of the
// programs that were built with one libc, INPUTS that of their inputs, and SCRIPTS is bench/programs.
// The time of a run is the CPU time of the process, in user and system mode.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "bench/report.hpp"

namespace {

std::string programs, inputs, scripts;

struct Program {
  const char* name;
  std::vector<std::string> words;  // $I is the folder of the inputs, $S that of the scripts
  const char* standard_input;      // a file of the inputs
};
const Program kPrograms[] = {
    {"sqlite", {"sqlite3", ":memory:"}, "sql"},
    {"lua-strings", {"lua", "$S/lua/strings.lua", "$I/text"}, nullptr},
    {"lua-trees", {"lua", "$S/lua/trees.lua"}, nullptr},
    {"lua-numbers", {"lua", "$S/lua/numbers.lua"}, nullptr},
    {"zstd", {"zstd", "-q", "-c", "-9", "$I/text"}, nullptr},
    {"xz", {"xz", "-c", "-2", "$I/text"}, nullptr},
    {"jq", {"jq", "-r", "-f", "$S/queries.jq", "$I/json"}, nullptr},
    {"gawk", {"gawk", "-f", "$S/report.awk", "$I/log"}, nullptr},
    {"words", {"words", "$I/text"}, nullptr},
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// Runs the program. Returns its CPU time in seconds, or -1 if it fails.
double run(const Program& program) {
  std::vector<std::string> words = program.words;
  words[0] = programs + "/" + words[0];
  for (std::string& word : words)
    if (word.starts_with("$I"))
      word.replace(0, 2, inputs);
    else if (word.starts_with("$S"))
      word.replace(0, 2, scripts);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string input =
      program.standard_input == nullptr ? "/dev/null" : inputs + "/" + program.standard_input;

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, input.c_str(), O_RDONLY, 0);
  // The output goes to a file, because a program may recognize /dev/null and do less work.
  const std::string output = programs + "/output";
  posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  char locale[] = "LC_ALL=C";
  char* environment[] = {locale, nullptr};
  pid_t child;
  const int error = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environment);
  posix_spawn_file_actions_destroy(&actions);
  int status;
  rusage usage;
  if (error != 0 || wait4(child, &status, 0, &usage) != child || status != 0) return -1;
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void measure(benchmark::State& state, const Program& program) {
  if (access((programs + "/" + program.words[0]).c_str(), X_OK) != 0) {
    state.SkipWithError("this program is not built for this libc");
    return;
  }
  for (auto _ : state) {
    const double time = run(program);
    if (time < 0) {
      state.SkipWithError("the program failed");
      return;
    }
    state.SetIterationTime(time);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::puts("use: programs LIBC INPUTS SCRIPTS");
    return 2;
  }
  programs = argv[1], inputs = argv[2], scripts = argv[3];
  std::printf("about\t%s\n", argv[1]);
  for (const Program& program : kPrograms)
    benchmark::RegisterBenchmark(program.name, measure, program)->Arg(0)->UseManualTime()->Iterations(1);
  argv[3] = argv[0];
  return bench::run_benchmarks(argc - 3, argv + 3);
}
