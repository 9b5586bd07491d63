// SPDX-License-Identifier: MIT
// A program that is linked with stock musl, and must run unchanged on nacre's loader. It uses many parts
// of the libc: threads, files, regular expressions, streams and plugins. It prints each part that does
// not work. With the argument TEXT, it also prints "TEXT pid 1". If preload.so is loaded, whose getpid()
// returns -1, it prints "TEXT pid 0" instead.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <locale.h>
#include <pthread.h>
#include <regex.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
int draw(void);  // tests/support/host/draw.c: calls getrandom() and getentropy(), returns 0 if they succeed
static __thread int mine = 5;
static int bad;
static int expect_works(int ok, const char* what) {
  if (!ok) {
    printf("bad: %s\n", what);
    bad = 1;
  }
  return ok;
}
static void* thread(void* unused) {
  (void)unused;
  mine++;
  return draw() || mine != 6 ? (void*)1 : 0;
}
static int count(struct dl_phdr_info* info, size_t size, void* n) {
  (void)info;
  (void)size;
  ++*(int*)n;
  return 0;
}
static jmp_buf back;
static void handler(int signal) {
  (void)signal;
  longjmp(back, 1);
}
static int by_number(const void* a, const void* b) { return *(const int*)a - *(const int*)b; }
int main(int argc, char** argv) {
  // This program is compiled with the headers of stock musl. If nacre's structures had another layout,
  // these checks would fail.
  pthread_t id;
  void* result = (void*)1;
  expect_works(!pthread_create(&id, 0, thread, 0) && !pthread_join(id, &result) && !result && mine == 5,
       "threads");
  struct stat st;
  expect_works(!stat(argv[0], &st) && S_ISREG(st.st_mode) && st.st_size > 1000, "struct stat");
  struct tm tm;
  time_t t = 86400;
  expect_works(gmtime_r(&t, &tm) && tm.tm_mday == 2 && tm.tm_year == 70, "struct tm");
  regex_t re;
  expect_works(!regcomp(&re, "^a+b$", REG_EXTENDED) && !regexec(&re, "aab", 0, 0, 0), "regex_t");
  regfree(&re);
  struct sigaction sa = {.sa_handler = handler};
  expect_works(!sigaction(SIGUSR1, &sa, 0), "sigaction");
  if (!setjmp(back)) raise(SIGUSR1), expect_works(0, "longjmp");
  char text[64];
  FILE* f = tmpfile();
  expect_works(f && fprintf(f, "%.3f %s", 1.5, "x") == 7 && !fseek(f, 0, SEEK_SET) &&
           fgets(text, sizeof text, f) && !strcmp(text, "1.500 x"),
       "stdio");
  int n[] = {3, 1, 2};
  qsort(n, 3, sizeof *n, by_number);
  expect_works(n[0] == 1 && n[2] == 3, "qsort");
  int objects = 0;
  dl_iterate_phdr(count, &objects);
  expect_works(objects >= 2, "dl_iterate_phdr");
  void* plugin = dlopen("./plugin.so", RTLD_NOW);
  int (*twice)(int) = plugin ? (int (*)(int))dlsym(plugin, "twice") : 0;
  if (!twice) printf("%s\n", dlerror());
  expect_works(twice && twice(21) == 42, "a plugin");
  int status = 1;
  pid_t child = fork();
  if (!child) _exit(draw());
  expect_works(waitpid(child, &status, 0) == child && status == 0, "getrandom in a fork child");
  expect_works(!draw(), "getrandom");
  if (argc > 1) printf("%s pid %d\n", argv[1], getpid() > 0);
  return bad;
}
