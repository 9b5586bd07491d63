// SPDX-License-Identifier: MIT
// Measures functions of other subjects: patterns, the environment, character sets, addresses, jumps and
// processes.
#include <arpa/inet.h>
#include <fnmatch.h>
#include <iconv.h>
#include <link.h>
#include <locale.h>
#include <regex.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

#include "bench/libc/add.hpp"
#include "bench/libc/rows.hpp"

namespace bench {
namespace {

// Measures regexec of an extended regular expression. It must match the text, which must exist as long
// as the program.
void add_regexec(const char* name, const char* pattern, const char* text) {
  const auto run = [=](benchmark::State& state) {
    regex_t compiled;
    if (regcomp(&compiled, pattern, REG_EXTENDED) != 0) {
      state.SkipWithError("regcomp failed");
      return;
    }
    regmatch_t match;
    if (regexec(&compiled, text, 1, &match, 0) != 0) state.SkipWithError("the text does not match");
    for (auto _ : state) benchmark::DoNotOptimize(regexec(&compiled, text, 1, &match, 0));
    regfree(&compiled);
  };
  benchmark::RegisterBenchmark(name, run)->Arg(0);
}

// Text with characters of one to four bytes in UTF-8.
std::string sample_text() {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "The quick brown fox: größer, Привет, 日本語 😀\n";
  return text;
}

// Measures mbstowcs, or wcstombs if `back` is true, in a locale with UTF-8.
void convert_wide(benchmark::State& state, const std::string& text, bool back) {
  if (setlocale(LC_CTYPE, "C.UTF-8") == nullptr) {
    state.SkipWithError("there is no locale C.UTF-8");
    return;
  }
  std::vector<wchar_t> wide(text.size() + 1);
  std::string bytes(text.size(), 0);
  const size_t count = mbstowcs(wide.data(), text.c_str(), wide.size());
  if (count >= text.size() || wcstombs(bytes.data(), wide.data(), bytes.size() + 1) != bytes.size() ||
      bytes != text)
    state.SkipWithError("the conversion failed");
  for (auto _ : state)
    benchmark::DoNotOptimize(back ? wcstombs(bytes.data(), wide.data(), bytes.size() + 1)
                                  : mbstowcs(wide.data(), text.c_str(), wide.size()));
  setlocale(LC_CTYPE, "C");
}

void convert_to_utf16(benchmark::State& state, const std::string& text) {
  const iconv_t converter = iconv_open("UTF-16LE", "UTF-8");
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    state.SkipWithError("there is no converter from UTF-8 to UTF-16");
    return;
  }
  std::vector<char> converted(2 * text.size());
  bool failed = false;
  for (auto _ : state) {
    char *in = const_cast<char*>(text.data()), *out = converted.data();
    size_t in_left = text.size(), out_left = converted.size();
    failed |= iconv(converter, &in, &in_left, &out, &out_left) != 0 || in_left != 0;
  }
  if (failed) state.SkipWithError("the conversion failed");
  iconv_close(converter);
}

// Counts the words of a copy of a line.
int count_words() {
  char line[] = "one two three, four five; six seven eight";
  int count = 0;
  char* rest;
  for (char* word = strtok_r(line, " ,;", &rest); word != nullptr;
       word = strtok_r(nullptr, " ,;", &rest))
    ++count;
  return count;
}

int jump() {
  jmp_buf place;
  if (const int value = setjmp(place)) return value;
  longjmp(place, 7);
}

// Returns the exit status of a child, or -1.
int status_of(pid_t child) {
  int status;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status)
                                                                               : -1;
}

int fork_and_wait() {
  const pid_t child = fork();
  if (child == 0) _exit(7);
  return status_of(child);
}

void spawn_and_wait(benchmark::State& state) {
  char path[] = "/bin/true";
  char* const arguments[] = {path, nullptr};
  if (access(path, X_OK) != 0) {
    state.SkipWithError("there is no /bin/true");
    return;
  }
  bool failed = false;
  for (auto _ : state) {
    pid_t child;
    failed |=
        posix_spawn(&child, path, nullptr, nullptr, arguments, environ) != 0 || status_of(child) != 0;
  }
  if (failed) state.SkipWithError("posix_spawn failed");
}

void add_patterns() {
  static constexpr char line[] = "GET /docs/index.html HTTP/1.1";
  add_regexec("misc/regexec_prefix", "^GET /docs/", line);
  add_regexec("misc/regexec_alternation", "(start|main|index)\\.(htm|html) ", line);
  add("misc/fnmatch", 0, [] { return fnmatch("*/lib*.[ch]?p", "src/libc/string.cpp/libfoo.cpp", 0); });
  add("misc/strtok_r", 8, count_words);
}

void add_environment() {
  setenv("NACRE_BENCH", "value", 1);
  add("misc/getenv", true, [] { return getenv("NACRE_BENCH") != nullptr; });
  add("misc/getenv_absent", false, [] { return getenv("NACRE_BENCH_ABSENT") != nullptr; });
  add("misc/setenv_unsetenv", 0,
      [] { return setenv("NACRE_BENCH_TEMPORARY", "value", 1) | unsetenv("NACRE_BENCH_TEMPORARY"); });
}

void add_character_sets() {
  const auto bytes = static_cast<int64_t>(sample_text().size());
  const auto to_wide = [](benchmark::State& state) { convert_wide(state, sample_text(), false); };
  const auto from_wide = [](benchmark::State& state) { convert_wide(state, sample_text(), true); };
  const auto to_utf16 = [](benchmark::State& state) { convert_to_utf16(state, sample_text()); };
  benchmark::RegisterBenchmark("misc/mbstowcs", to_wide)->Arg(bytes);
  benchmark::RegisterBenchmark("misc/wcstombs", from_wide)->Arg(bytes);
  benchmark::RegisterBenchmark("misc/iconv_utf8_utf16", to_utf16)->Arg(bytes);
}

void add_addresses() {
  static in_addr ipv4;
  static in6_addr ipv6;
  static char text[INET6_ADDRSTRLEN];
  const auto read_ipv4 = [] { return inet_pton(AF_INET, "192.168.100.42", &ipv4); };
  const auto read_ipv6 = [] { return inet_pton(AF_INET6, "2001:db8::8a2e:370:7334", &ipv6); };
  read_ipv4(), read_ipv6();
  add("misc/inet_pton_ipv4", 1, read_ipv4);
  add("misc/inet_pton_ipv6", 1, read_ipv6);
  add("misc/inet_ntop_ipv4", text, [] { return inet_ntop(AF_INET, &ipv4, text, sizeof text); });
  add("misc/inet_ntop_ipv6", text, [] { return inet_ntop(AF_INET6, &ipv6, text, sizeof text); });
}

void add_processes() {
  add("misc/setjmp_longjmp", 7, jump);
  // A dynamic program has more objects than a static one, so stop after the first object.
  add("misc/dl_iterate_phdr", 1,
      [] { return dl_iterate_phdr([](dl_phdr_info*, size_t, void*) { return 1; }, nullptr); });
  add("misc/fork_wait", 7, fork_and_wait);
  benchmark::RegisterBenchmark("misc/posix_spawn_wait", spawn_and_wait)->Arg(0);
}

}  // namespace

void register_misc() {
  add_patterns();
  add_environment();
  add_character_sets();
  add_addresses();
  add_processes();
}

}  // namespace bench
