// SPDX-License-Identifier: MIT
// For each libc function that calls a callback: throws an exception in the callback. The exception must
// pass through the libc function to its caller, which catches it. Prints the functions for which this
// failed, and then the number of all callbacks.
#include <dirent.h>
#include <ftw.h>
#include <glob.h>
#include <link.h>
#include <pthread.h>
#include <search.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <threads.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>

namespace {

// The frame of the callback has an object with a destructor, which the exception must run.
struct Cleanup {
  int* counter;
  ~Cleanup() { ++*counter; }
};
int destroyed;

int thrower() {
  Cleanup cleanup{&destroyed};
  throw 42;
}
int compare(const void*, const void*) { return thrower(); }
int compare_with(const void*, const void*, void*) { return thrower(); }
void throwing_action(void*) { thrower(); }
int compare_numbers(const void* a, const void* b) {
  return *static_cast<const int*>(a) - *static_cast<const int*>(b);
}

int numbers[] = {3, 1, 2};
void* tree() {
  void* root = nullptr;
  for (int& number : numbers) tsearch(&number, &root, compare_numbers);
  return root;
}

void call_qsort() { qsort(numbers, 3, sizeof *numbers, compare); }
void call_qsort_r() { qsort_r(numbers, 3, sizeof *numbers, compare_with, nullptr); }
void call_bsearch() { bsearch(numbers, numbers, 3, sizeof *numbers, compare); }
void call_lfind() {
  size_t count = 3;
  lfind(numbers, numbers, &count, sizeof *numbers, compare);
}
void call_lsearch() {
  size_t count = 2;
  lsearch(numbers, numbers, &count, sizeof *numbers, compare);
}
void call_tsearch() {
  void* root = tree();
  tsearch(numbers, &root, compare);
}
void call_tfind() {
  void* root = tree();
  tfind(numbers, &root, compare);
}
void call_tdelete() {
  void* root = tree();
  tdelete(numbers, &root, compare);
}
void call_twalk() {
  twalk(tree(), [](const void*, VISIT, int) { thrower(); });
}
void call_tdestroy() { tdestroy(tree(), throwing_action); }
void call_scandir_filter() {
  dirent** names;
  scandir(
      "/", &names, [](const dirent*) { return thrower(); }, nullptr);
}
void call_scandir_comparison() {
  dirent** names;
  scandir("/", &names, nullptr, [](const dirent**, const dirent**) { return thrower(); });
}
void call_ftw() {
  ftw(
      "/", [](const char*, const struct stat*, int) { return thrower(); }, 1);
}
void call_nftw() {
  nftw(
      "/", [](const char*, const struct stat*, int, struct FTW*) { return thrower(); }, 1, FTW_PHYS);
}
void call_glob() {
  glob_t found;
  // glob calls the callback with an error, because exe is not a directory.
  glob(
      "/proc/self/exe/*", 0, [](const char*, int) { return thrower(); }, &found);
}
void call_dl_iterate_phdr() {
  dl_iterate_phdr([](dl_phdr_info*, size_t, void*) { return thrower(); }, nullptr);
}
void call_pthread_cleanup_pop() {
  pthread_cleanup_push(throwing_action, nullptr);
  pthread_cleanup_pop(1);
}

pthread_once_t once = PTHREAD_ONCE_INIT;
once_flag flag = ONCE_FLAG_INIT;
std::once_flag cxx_flag;
void initialize() { thrower(); }
void call_pthread_once() { pthread_once(&once, initialize); }
void call_call_once() { call_once(&flag, initialize); }
void call_std_call_once() { std::call_once(cxx_flag, initialize); }

struct {
  const char* name;
  void (*call)();
} const cases[] = {
    {"qsort", call_qsort},
    {"qsort_r", call_qsort_r},
    {"bsearch", call_bsearch},
    {"lfind", call_lfind},
    {"lsearch", call_lsearch},
    {"tsearch", call_tsearch},
    {"tfind", call_tfind},
    {"tdelete", call_tdelete},
    {"twalk", call_twalk},
    {"tdestroy", call_tdestroy},
    {"scandir's filter", call_scandir_filter},
    {"scandir's comparison", call_scandir_comparison},
    {"ftw", call_ftw},
    {"nftw", call_nftw},
    {"glob", call_glob},
    {"dl_iterate_phdr", call_dl_iterate_phdr},
    {"pthread_cleanup_pop", call_pthread_cleanup_pop},
    {"pthread_once", call_pthread_once},
    {"call_once", call_call_once},
    {"std::call_once", call_std_call_once},
};

// Returns whether the exception arrived here, and the callback's destructor ran once.
bool caught(void (*call)()) {
  destroyed = 0;
  try {
    call();
  } catch (int value) {
    return value == 42 && destroyed == 1;
  }
  return false;
}

// Runs the call in a child process, because an exception ends the process in a function without unwind
// tables.
bool caught_in_child(void (*call)()) {
  pid_t child = fork();
  if (!child) {
    alarm(10);
    _exit(caught(call) && caught(call) ? 0 : 1);  // the function must still work after an exception
  }
  int status = 1;
  waitpid(child, &status, 0);
  return status == 0;
}

}  // namespace

int main() {
  int count = 0;
  for (auto& one : cases) {
    if (!caught_in_child(one.call)) std::printf("not caught: %s\n", one.name);
    count++;
  }
  std::printf("%d callbacks\n", count);
}
