/* SPDX-License-Identifier: MIT */
/* Functions of gnulib that some tests call, in a short form. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char* xgetcwd(void) { return getcwd(NULL, 0); }

char* xconcatenated_filename(const char* directory, const char* name, const char* suffix) {
  char* path;
  return asprintf(&path, "%s/%s%s", directory, name, suffix ? suffix : "") < 0 ? NULL : path;
}
