/* SPDX-License-Identifier: MIT */
/* Functions of gnulib that some tests call, in a short form. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

char* xgetcwd(void) { return getcwd(NULL, 0); }

char* xconcatenated_filename(const char* directory, const char* name, const char* suffix) {
  char* path;
  return asprintf(&path, "%s/%s%s", directory, name, suffix ? suffix : "") < 0 ? NULL : path;
}

char* mfile_name_concat(const char* folder, const char* base, char** base_in_result);
char* file_name_concat(const char* folder, const char* base, char** base_in_result) {
  return mfile_name_concat(folder, base, base_in_result);
}

char* xstrdup(const char* text) { return strdup(text); }

void* xmalloc(size_t size) { return malloc(size); }

void* xnmalloc(size_t count, size_t size) { return reallocarray(NULL, count, size); }

/* Returns the exit status of a child, or 127. The tests pass false for all options. */
int wait_subprocess(pid_t child, const char* program, _Bool ignore_sigpipe, _Bool null_stderr, _Bool slave,
                    _Bool exit_on_error, int* signal) {
  (void)program, (void)ignore_sigpipe, (void)null_stderr, (void)slave, (void)exit_on_error, (void)signal;
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}
