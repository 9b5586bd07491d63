// SPDX-License-Identifier: MIT
// getenv. Nearly all entries of the environment differ from the name in one of the first two bytes, so
// these are compared first, without a call of strncmp.
#include <stddef.h>
#include <stdlib.h>

#include "support/export.hpp"

extern "C" char** __environ;

NACRE_PUBLIC char* getenv(const char* name) {
  if (__environ == nullptr || name[0] == 0 || name[0] == '=') return nullptr;
  const char first = name[0], second = name[1] == 0 ? '=' : name[1];
  for (char** entry = __environ; char* const text = *entry; ++entry) {
    if (text[0] != first || text[1] != second) continue;
    size_t i = 1;
    while (text[i] == name[i] && text[i] != '=' && text[i] != 0) ++i;
    // A name with a '=' has no value: the loop has stopped at this '='.
    if (text[i] == '=' && name[i] == 0) return text + i + 1;
  }
  return nullptr;
}
